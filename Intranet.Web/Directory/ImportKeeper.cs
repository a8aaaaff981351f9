using System.Text.Json;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Jobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Directory;

/// <summary>Forgets what an import changed, once it is too late to take it back.</summary>
public sealed record ForgetImport(Guid ImportId);

/// <summary>Keeps what the last import changed, encrypted, for a day. Only the last one: taking back an earlier one would undo what came after.</summary>
public sealed class ImportKeeper(IntranetDb db, JobQueue jobs, IEnumerable<ILeaverMemory> memories, IDataProtectionProvider protection, TimeProvider clock) : IJobHandler<ForgetImport>
{
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("staff-import").ToTimeLimitedDataProtector();

    /// <summary>As things stand before the import; saved with it.</summary>
    public async Task<ImportMemory> LookAsync(ImportDifference difference, CancellationToken cancel)
    {
        Guid[] leavers = [.. difference.Leaving.Select(p => p.Id)];
        if (leavers.Length == 0) return ImportMemory.Of(difference, Array.Empty<int>().ToLookup(_ => Guid.Empty, _ => ""), new Dictionary<string, string>());

        var roles = await db.RoleGrants.AsNoTracking().Where(g => leavers.Contains(g.EmployeeId)).ToListAsync(cancel);
        var taken = new Dictionary<string, string>();
        foreach (var memory in memories) taken[memory.GetType().Name] = await memory.RememberAsync(leavers, cancel);
        return ImportMemory.Of(difference, roles.ToLookup(g => g.EmployeeId, g => g.Role.ToString()), taken);
    }

    public async Task KeepAsync(Guid importId, ImportMemory memory, CancellationToken cancel)
    {
        await db.KeptImports.ExecuteDeleteAsync(cancel);
        db.Add(KeptImport.Of(importId, protector.Protect(JsonSerializer.SerializeToUtf8Bytes(memory), ImportMemory.Lifetime)));
        jobs.Later(new ForgetImport(importId), ImportMemory.Lifetime);
    }

    /// <exception cref="NotThereException">It is not the last import, or a day old.</exception>
    public async Task<ImportMemory> OpenAsync(Guid importId, CancellationToken cancel)
    {
        var oldest = clock.UtcNow() - ImportMemory.Lifetime;
        var kept = await db.KeptImports.AsNoTracking().Where(k => k.ImportId == importId && db.StaffImports.Any(i => i.Id == importId && i.At > oldest)).OneAsync(cancel);
        return JsonSerializer.Deserialize<ImportMemory>(protector.Unprotect(kept.Content))!;
    }

    /// <summary>The import that can still be taken back, if any.</summary>
    public Task<Guid?> LastAsync(CancellationToken cancel)
    {
        var oldest = clock.UtcNow() - ImportMemory.Lifetime;
        return db.KeptImports.Where(k => db.StaffImports.Any(i => i.Id == k.ImportId && i.At > oldest)).Select(k => (Guid?)k.ImportId).FirstOrDefaultAsync(cancel);
    }

    public Task ForgetAsync(Guid importId, CancellationToken cancel) =>
        db.WriteAsync(() => db.KeptImports.Where(k => k.ImportId == importId).ExecuteDeleteAsync(cancel), cancel);

    Task IJobHandler<ForgetImport>.RunAsync(ForgetImport job, CancellationToken cancel) => ForgetAsync(job.ImportId, cancel);
}
