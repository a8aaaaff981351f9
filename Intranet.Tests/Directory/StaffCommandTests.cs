using System.CommandLine;
using System.Text;
using System.Text.Json;
using Intranet.Web.Directory;

namespace Intranet.Tests.Directory;

/// <summary><c>staff import --json</c> as a timer would run it, on the embedded database.</summary>
public sealed class StaffCommandTests : IDisposable
{
    private readonly string data = System.IO.Directory.CreateTempSubdirectory("intranet-staff-").FullName;

    [Fact]
    public async Task The_answer_is_one_object_and_the_exit_code_says_the_same()
    {
        var (code, preview) = await ImportAsync(File("lindewaard-afas.csv"), "--dry-run");
        Assert.Equal((0, "preview", 36), (code, Text(preview, "outcome"), Number(preview, "created")));

        (code, var first) = await ImportAsync(File("lindewaard-afas.csv"));
        Assert.Equal((0, "imported", 36), (code, Text(first, "outcome"), Number(first, "created")));
        Assert.Equal(("utf-8-bom", ";", 36), (Text(first, "encoding"), Text(first, "delimiter"), Number(first, "rows")));
        Assert.Equal("Voorvoegsel + Achternaam", first.GetProperty("mapping").GetProperty("last_name").GetString());
        Assert.Equal(["Medewerker", "Begindatum contract"], first.GetProperty("ignoredColumns").EnumerateArray().Select(c => c.GetString()));

        (code, var again) = await ImportAsync(File("lindewaard-afas.csv"));
        Assert.Equal((0, "nothing", 36), (code, Text(again, "outcome"), Number(again, "unchanged")));

        (code, var next) = await ImportAsync(File("lindewaard-afas-next-month.csv"));
        Assert.Equal((0, 2, 2, 3, 31), (code, Number(next, "created"), Number(next, "updated"), Number(next, "deactivated"), Number(next, "unchanged")));
        Assert.Equal(["19 possible_rename"], next.GetProperty("warnings").EnumerateArray().Select(w => $"{w.GetProperty("row")} {Text(w, "code")}"));
    }

    [Fact]
    public async Task A_file_cut_off_waits_for_HR_once_until_it_is_confirmed_and_no_staff_file_is_refused()
    {
        await ImportAsync(File("lindewaard-afas.csv"));
        var cut = Path.Combine(data, "half.csv");
        await System.IO.File.WriteAllBytesAsync(cut, StaffFiles.Sample("lindewaard-afas.csv")[..2_000]);
        var (code, held) = await ImportAsync(cut);
        Assert.Equal((3, "held"), (code, Text(held, "outcome")));
        Assert.Equal("column_count", Text(held.GetProperty("rejected")[0], "reason"));

        // The timer offers it again: HR has it once.
        Assert.Equal(3, (await ImportAsync(cut)).Code);
        var waiting = Path.Combine(data, "import", "held");
        var copy = Assert.Single(System.IO.Directory.GetFiles(waiting));
        Assert.EndsWith("_half.csv", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("j.vandermeer", await System.IO.File.ReadAllTextAsync(copy), StringComparison.Ordinal);

        (code, var confirmed) = await ImportAsync(cut, "--confirm-leavers", Number(held, "deactivated").ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((0, "imported"), (code, Text(confirmed, "outcome")));
        Assert.Empty(System.IO.Directory.GetFiles(waiting));

        (code, var refused) = await ImportAsync(Path.Combine(data, "intranet.db"));
        Assert.Equal((2, "refused"), (code, Text(refused, "outcome")));
    }

    [Fact]
    public async Task Letters_that_Excel_lost_come_back_with_the_next_file_and_nobody_leaves()
    {
        await ImportAsync(File("lindewaard-excel.csv"));
        var (code, next) = await ImportAsync(File("lindewaard-afas.csv"));
        Assert.Equal((0, 0, 4, 0, 32), (code, Number(next, "created"), Number(next, "updated"), Number(next, "deactivated"), Number(next, "unchanged")));
    }

    [Fact]
    public async Task What_waits_for_HR_holds_nothing_that_we_must_not_know()
    {
        const string number = "123456782";
        await ImportAsync(File("lindewaard-afas.csv"));
        var elsewhere = System.IO.Directory.CreateTempSubdirectory("intranet-staff-").FullName;
        var half = Path.Combine(elsewhere, $"bsn {number}.csv");
        await System.IO.File.WriteAllTextAsync(half, $"Voornaam;Achternaam;E-mail;BSN\r\nJoost;van der Meer;j.vandermeer@lindewaard.example;{number}\r\n");
        Assert.Equal(3, (await ImportAsync(half)).Code);
        System.IO.Directory.Delete(elsewhere, recursive: true);

        Assert.Single(System.IO.Directory.GetFiles(Path.Combine(data, "import", "held")));
        Assert.All(System.IO.Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories), kept =>
        {
            Assert.DoesNotContain(number, kept, StringComparison.Ordinal);
            Assert.True(Canary.ReadFile(kept).AsSpan().IndexOf(Encoding.UTF8.GetBytes(number)) < 0, kept);
        });
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(data, recursive: true);
    }

    private static string File(string name) => Path.Combine(AppContext.BaseDirectory, "Directory", "Files", name);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private async Task<(int Code, JsonElement Json)> ImportAsync(string file, params string[] more)
    {
        using var output = new StringWriter();
        var code = await new RootCommand { StaffCommands.Staff() }.Parse(["staff", "import", file, "--json", "--data", data, .. more])
            .InvokeAsync(new InvocationConfiguration { Output = output }, TestContext.Current.CancellationToken);
        return (code, JsonDocument.Parse(output.ToString()).RootElement);
    }
}
