using System.Diagnostics;
using System.IO.Compression;
using Intranet.Infrastructure.ContentRules.Files;
using Intranet.Web;

namespace Intranet.Tests.ContentRules;

/// <summary>Documents are read by this very program, however it was started; never by what PATH happens to hold.</summary>
public sealed class ReaderProgramTests
{
    [Theory]
    [InlineData("/usr/share/dotnet/dotnet", "/app/Intranet.Web.dll", "/app/Intranet.Web.dll", "/usr/share/dotnet/dotnet /app/Intranet.Web.dll")]
    [InlineData("/usr/share/dotnet/dotnet", "/app/Intranet.Tests.dll", "/app/Intranet.Web.dll", "/usr/share/dotnet/dotnet /app/Intranet.Web.dll")]
    [InlineData("/app/Intranet.Web", "/app/Intranet.Web.dll", "/app/Intranet.Web.dll", "/app/Intranet.Web")]
    [InlineData("/app/Intranet.Web", "", "", "/app/Intranet.Web")]
    [InlineData("/app/Intranet.Tests", "/app/Intranet.Tests.dll", "/app/Intranet.Web.dll", "/usr/share/dotnet/dotnet /app/Intranet.Web.dll")]
    public void It_starts_itself(string process, string entry, string assembly, string expected) =>
        Assert.Equal(expected, string.Join(' ', new ReaderProgram(assembly).CommandOf(process, entry, "/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.0/")));

    [Fact]
    public async Task The_executable_reads_documents_without_anything_in_its_path()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("reader-").FullName;
        var file = Path.Combine(folder, "brief.docx");
        await using (var package = new ZipArchive(File.Create(file), ZipArchiveMode.Create))
        {
            await using (var types = new StreamWriter(package.CreateEntry("[Content_Types].xml").Open())) await types.WriteAsync("<Types/>");
            await using var text = new StreamWriter(package.CreateEntry("word/document.xml").Open());
            await text.WriteAsync("<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:p><w:r><w:t>bsn 247594064</w:t></w:r></w:p></w:document>");
        }

        var program = Path.ChangeExtension(typeof(IntranetHost).Assembly.Location, OperatingSystem.IsWindows() ? "exe" : null);
        var start = new ProcessStartInfo(program, ["rules", "check-file", file, "--data", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = "";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        using var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        var answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        System.IO.Directory.Delete(folder, recursive: true);
        Assert.Contains("\"verdict\":\"block\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("247594064", answer, StringComparison.Ordinal);
    }
}
