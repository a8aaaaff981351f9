using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Jobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Directory.Import;

/// <summary>A staff file between upload and confirmation, with what HR chose on the way.</summary>
/// <param name="ChosenRoles">One for each column; null takes what we think.</param>
/// <param name="SamePeople">Addresses of which HR said: the other name is the same person.</param>
/// <param name="HeldFile">The file in the folder that this is, if it came from there.</param>
public sealed record PreviewContent(string FileName, StaffFile File, IReadOnlyList<ColumnRole>? ChosenRoles, IReadOnlyList<string> SamePeople, string? HeldFile)
{
    /// <summary>A field that was chosen for more than one column, with those columns.</summary>
    public IGrouping<ColumnRole, int>? ChosenTwice() => ChosenRoles?.Index().Where(c => c.Item is not (ColumnRole.Ignored or ColumnRole.Forbidden) && c.Item.StandsInFor() is null && c.Index < File.Headers.Count)
        .GroupBy(c => c.Item, c => c.Index).FirstOrDefault(columns => columns.Count() > 1);

    /// <summary>The mapping as HR chose it, or as we think it is.</summary>
    public ImportMapping Choose(ImportMapping thought) => ChosenRoles is null ? thought : thought.Choose(ChosenRoles);
}

/// <summary>Erases a preview that nobody confirmed or cancelled.</summary>
public sealed record EraseStaffPreview(Guid PreviewId);

/// <summary>
/// Keeps uploaded staff files encrypted, each for whoever uploaded it, until it is confirmed, cancelled or an hour old. The
/// columns that must not be known were dropped while reading and are not in it.
/// </summary>
public sealed class PreviewStore(IntranetDb db, JobQueue jobs, IDataProtectionProvider protection, TimeProvider clock) : IJobHandler<EraseStaffPreview>
{
    /// <summary>How a staff file is written before it is encrypted. One that an older version wrote otherwise is not read as half a file.</summary>
    internal static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() }, IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("staff-preview").ToTimeLimitedDataProtector();

    public async Task<Guid> KeepAsync(Guid byId, PreviewContent content, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var preview = StaffPreview.Of(byId, Protect(content, now), now);
        db.Add(preview);
        jobs.Later(new EraseStaffPreview(preview.Id), StaffPreview.Lifetime);
        await db.SaveChangesAsync(cancel);
        return preview.Id;
    }

    /// <exception cref="NotThereException">It is somebody else's, or gone.</exception>
    public async Task<PreviewContent> OpenAsync(Guid id, Guid byId, CancellationToken cancel) => Open(await FindAsync(id, byId, cancel));

    public PreviewContent Open(StaffPreview preview) => JsonSerializer.Deserialize<PreviewContent>(protector.Unprotect(preview.Content), Json)!;

    /// <summary>Another one whenever HR chooses something else.</summary>
    public static string VersionOf(StaffPreview preview) => Convert.ToHexString(SHA256.HashData(preview.Content));

    /// <summary>As it is kept, still encrypted.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public Task<StaffPreview> FindAsync(Guid id, Guid byId, CancellationToken cancel)
    {
        var oldest = clock.UtcNow() - StaffPreview.Lifetime;
        return db.StaffPreviews.Where(p => p.Id == id && p.ById == byId && p.UploadedAt > oldest).OneAsync(cancel);
    }

    /// <inheritdoc cref="OpenAsync"/>
    public async Task ReplaceAsync(Guid id, Guid byId, PreviewContent content, CancellationToken cancel)
    {
        var preview = await FindAsync(id, byId, cancel);
        preview.Replace(Protect(content, preview.UploadedAt));
        await db.SaveChangesAsync(cancel);
    }

    public Task EraseAsync(Guid id, CancellationToken cancel) =>
        db.WriteAsync(() => db.StaffPreviews.Where(p => p.Id == id).ExecuteDeleteAsync(cancel), cancel);

    Task IJobHandler<EraseStaffPreview>.RunAsync(EraseStaffPreview job, CancellationToken cancel) => EraseAsync(job.PreviewId, cancel);

    private byte[] Protect(PreviewContent content, DateTime uploadedAt) =>
        protector.Protect(JsonSerializer.SerializeToUtf8Bytes(content, Json), new DateTimeOffset(uploadedAt + StaffPreview.Lifetime, TimeSpan.Zero));
}
