using System.CommandLine;
using Intranet.Web;
using Intranet.Web.Accounts;
using Intranet.Web.Demo;
using Intranet.Web.Directory;

namespace Intranet.Tests.Data;

/// <summary>What the command line says to whoever mistypes: a sentence, and never exit code 0.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string data = System.IO.Directory.CreateTempSubdirectory("intranet-commands-").FullName;

    [Theory]
    [InlineData("Groups and messages are of three colleagues or more", "seed", "--people", "2", "--groups", "2")]
    [InlineData("Groups and messages are of three colleagues or more", "seed", "--messages", "5")]
    [InlineData("Posts are in groups", "seed", "--people", "9", "--posts", "5")]
    [InlineData("--email wants an address", "admin", "create", "--email", "beheerder")]
    public async Task What_cannot_be_done_is_said_and_nothing_is_made(string why, params string[] args)
    {
        var elsewhere = Path.Combine(data, "new");
        var (code, error) = await RunAsync([.. args, "--data", elsewhere]);
        Assert.Equal(1, code);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(elsewhere));
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_said_in_one_line()
    {
        var file = Path.Combine(data, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var (code, error) = await RunAsync("staff", "export", "--data", file);
        Assert.Equal(1, code);
        Assert.Contains(file, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_directory_before_a_command_is_not_passed_over()
    {
        var (code, error) = await RunAsync("--data", data, "staff", "export");
        Assert.Equal(1, code);
        Assert.Contains("Say --data after the command.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PostgreSQL", "Sqlite or Postgres")]
    [InlineData("Postgres", "ConnectionStrings__Intranet")]
    public void A_database_that_is_not_known_or_not_whole_stops_the_start(string provider, string why)
    {
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = provider, ["ConnectionStrings:Intranet"] = null };
        var fault = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => IntranetHost.Create(new StartOptions { Data = data, Settings = settings }));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => System.IO.Directory.Delete(data, recursive: true);

    private static async Task<(int Code, string Error)> RunAsync(params string[] args)
    {
        using var error = new StringWriter();
        var commands = new RootCommand { ServeCommand.DataAlone(), SeedCommand.Seed(), AdminCommand.Build(), StaffCommands.Staff() };
        return (await commands.RunAsync(args, new InvocationConfiguration { Output = TextWriter.Null, Error = error }), error.ToString());
    }
}
