using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Directory.Import;
using Intranet.Web.Shared;

namespace Intranet.Web.Directory;

/// <summary>A staff file from start to end without a hand: for the command line and for the folder. HR hears what waits for them.</summary>
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
            if (answer.Result == ImportResult.Held) await TellAsync("held", $"file={file.Sha256} leavers={answer.Difference.Leaving.Count}", answer.Difference, cancel);
            var outcome = answer.Result switch { ImportResult.Imported => "imported", ImportResult.Held => "held", _ => "nothing" };
            return ImportReport.Of(outcome, answer.Difference, rows, file, mapping);
        }
        catch (StaffFileRefusedException refused)
        {
            return ImportReport.Refused(refused.Code, file, mapping);
        }
    }

    /// <summary>A file that nobody is watching was refused: HR hears why.</summary>
    public async Task TellOfRefusalAsync(string reason, CancellationToken cancel)
    {
        jobs.Later(new TellHr("refused", Reason: reason));
        audit.Add("staff-import-refused", "staff-import", result: "refused", details: $"reason={reason}");
        await db.SaveChangesAsync(cancel);
    }

    private async Task TellAsync(string about, string details, ImportDifference difference, CancellationToken cancel)
    {
        jobs.Later(new TellHr(about, difference.Leaving.Count, difference.ActiveImported));
        audit.Add("staff-import-held", "staff-import", result: "held", details: details);
        await db.SaveChangesAsync(cancel);
    }
}
