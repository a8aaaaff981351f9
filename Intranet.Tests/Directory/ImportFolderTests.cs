using System.Globalization;
using System.Net;
using Intranet.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Intranet.Tests.Directory.StaffFiles;

namespace Intranet.Tests.Directory;

/// <summary>The staff file without a hand: the folder, what is held, and what HR hears of it.</summary>
public sealed class ImportFolderTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private string Folder => Path.Combine(app.Data, "import");

    [Fact]
    public async Task A_whole_file_is_applied_a_half_one_waits_for_HR_and_a_wrong_one_is_told_of()
    {
        await DropAsync("personeel.csv", Sample("lindewaard-afas.csv"));
        await Wait.ForAsync(async () => await CountAsync(EmployeeState.Invited) == 36 && !File.Exists(Path.Combine(Folder, "personeel.csv")) ? "done" : null, "36 colleagues");

        // What an older version kept, or what was kept with keys that are gone, is in nobody's way.
        var held = Path.Combine(Folder, "held");
        var stamp = app.Clock.GetUtcNow().AddHours(-1).ToString("yyyyMMdd-HHmmssfff", CultureInfo.InvariantCulture);
        await File.WriteAllBytesAsync(Path.Combine(held, $"{stamp}_oud.csv"), app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("staff-file-held").Protect("""{"Encoding":"utf-8"}"""u8.ToArray()));

        await DropAsync("half bestand.csv", Sample("lindewaard-afas.csv")[..2_000]);
        await DropAsync("foto.csv", [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3]);
        var told = await app.Mail.ArrivedAsync(app.Cast.Hanna.Email, "Personeelsbestand wacht op jou");
        Assert.Contains("van de 36 accounts", told.Text, StringComparison.Ordinal);
        Assert.Contains("geen CSV- of Excel-bestand", (await app.Mail.ArrivedAsync(app.Cast.Hanna.Email, "niet ingelezen")).Text, StringComparison.Ordinal);
        Assert.Equal(36, await CountAsync(EmployeeState.Invited));
        Assert.Empty(System.IO.Directory.EnumerateFiles(app.Data, "*foto.csv", SearchOption.AllDirectories));

        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var start = await hanna.SeeAsync("/hr/import");
        Assert.Contains("Dit bestand wacht op jou: half bestand.csv", start.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("foto.csv", start.Text, StringComparison.Ordinal);

        var columns = await hanna.SubmitToAsync(start, "/hr/import/held/look");
        Assert.Contains("half bestand.csv", columns.Text, StringComparison.Ordinal);
        var check = await hanna.SubmitToAsync(columns, columns.Uri.AbsolutePath);
        var confirm = await hanna.SeeAsync(check.Uri.AbsolutePath.Replace("/check", "/confirm", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await hanna.SubmitToAsync(confirm, confirm.Uri.AbsolutePath, ("LeaversConfirmed", "true"), ("Leavers", "1"))).Status);

        await hanna.SubmitToAsync(start, "/hr/import/held/discard");
        Assert.DoesNotContain("half bestand.csv", (await hanna.SeeAsync("/hr/import")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await hanna.SubmitToAsync(start, "/hr/import/held/look", ("name", "../../intranet.db"))).Status);

        var gone = await hanna.SubmitToAsync(await hanna.SeeAsync("/hr/import"), "/hr/import/held/look");
        Assert.Contains("Dit bestand was niet meer te lezen en is weggegooid", gone.Text, StringComparison.Ordinal);
        Assert.Empty(System.IO.Directory.EnumerateFiles(held));
    }

    /// <summary>As whoever delivers it should: under its own name only once it is whole.</summary>
    private async Task DropAsync(string name, byte[] content)
    {
        await Wait.ForAsync(() => Task.FromResult(System.IO.Directory.Exists(Folder) ? Folder : null), "the folder");
        var draft = Path.Combine(Folder, $"{name}.tmp");
        await File.WriteAllBytesAsync(draft, content);
        File.Move(draft, Path.Combine(Folder, name));
    }

    private Task<int> CountAsync(EmployeeState state) => app.WithDbAsync(db => db.Employees.CountAsync(e => e.IsImported && e.State == state));
}
