using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Directory.Import;
using Intranet.Web.Shared;

namespace Intranet.Web.Directory;

/// <summary>A staff file from start to end without a hand: for the command line and for the folder.</summary>
public sealed class UnattendedImport(IntranetDb db, StaffFileReader reader, DirectoryImporter importer, IStaffForecaster forecaster, JobQueue jobs, AuditTrail audit)
{
    /// <param name="leavers">The number of accounts that may be closed, when so many leave that the import is held.</param>
    public async Task<ImportReport> RunAsync(Stream stream, bool isDryRun, int? leavers, CancellationToken cancel)
    {
        StaffFile? file = null;
        ImportMapping? mapping = null;
        try
        {
            file = await reader.ReadAsync(stream, new ReadingChoices(), cancel);
            mapping = await importer.MappingForAsync(file, cancel);
            var rows = await importer.ReadAsync(file, mapping, cancel);
            if (isDryRun)
            {
                var difference = await importer.CompareAsync(rows, ImportConsent.None.SamePeople, cancel);
                return ImportReport.Of("preview", difference, rows, file, mapping).With(await forecaster.ForecastAsync(difference, null, cancel));
            }

            var answer = await importer.ApplyAsync(rows, file.Sha256, ImportConsent.None with { Leavers = leavers }, actorId: null, cancel);
            var outcome = answer.Result switch { ImportResult.Imported => "imported", ImportResult.Held => "held", _ => "nothing" };
            return ImportReport.Of(outcome, answer.Difference, rows, file, mapping);
        }
        catch (StaffFileRefusedException refused)
        {
            return ImportReport.Refused(refused.Code, file, mapping);
        }
    }

    /// <summary>HR hears what waits for them, or why a file that nobody is watching was refused. Call it once HR can find the file.</summary>
    public async Task TellAsync(ImportReport report, CancellationToken cancel)
    {
        switch (report.Outcome)
        {
            case "held":
                jobs.Later(new TellHr("held", report.Deactivated, report.ActiveImported));
                audit.Add("staff-import-held", "staff-import", result: "held", details: $"file={report.File!.Sha256} leavers={report.Deactivated}");
                break;
            case "refused":
                jobs.Later(new TellHr("refused", Reason: report.Reason!));
                audit.Add("staff-import-refused", "staff-import", result: "refused", details: $"reason={report.Reason}");
                break;
        }

        await db.SaveChangesAsync(cancel);
    }
}
