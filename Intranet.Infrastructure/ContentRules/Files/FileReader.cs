using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>Some text out of a file.</summary>
/// <param name="Text">With tabs between the cells of a table.</param>
/// <param name="FileName">Of the file itself, or of the one inside it that the text is from: it can say what the numbers are.</param>
public sealed record FilePart(string Text, string FileName);

/// <summary>The program that reads documents in a process of its own: this one, started with <see cref="Arguments"/>.</summary>
/// <param name="Assembly">Path of the program's assembly; empty when it is packed into the executable.</param>
public sealed record ReaderProgram(string Assembly)
{
    private const string Host = "dotnet";

    /// <summary>Followed by the name of the file, whose content comes on standard input.</summary>
    public static IReadOnlyList<string> Arguments { get; } = ["rules", "read-file"];

    /// <summary>The executable to start, and what comes before <see cref="Arguments"/>. Nothing is looked up in PATH: what is found there may be another's.</summary>
    public IReadOnlyList<string> Command => CommandOf(Environment.ProcessPath!, System.Reflection.Assembly.GetEntryAssembly()?.Location ?? "", RuntimeEnvironment.GetRuntimeDirectory());

    /// <param name="process">The executable that runs now.</param>
    /// <param name="entry">The assembly that it was started with.</param>
    /// <param name="runtime">The folder of the runtime: three folders down from its host.</param>
    public IReadOnlyList<string> CommandOf(string process, string entry, string runtime)
    {
        var isHost = Path.GetFileNameWithoutExtension(process) == Host;
        if (isHost) return [process, Assembly];

        // Published: the executable is the program itself.
        if (Assembly.Length == 0 || Assembly == entry) return [process];
        return [Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? Host + ".exe" : Host)), Assembly];
    }
}

/// <summary>Reads plain text itself; everything that needs a parser is read in a process that is ended when it takes too long or too much.</summary>
public sealed class FileReader(FileLimits limits, ReaderProgram program)
{
    private const string MemoryLimit = "0x30000000";

    // Two at once on a machine: an upload must not take all of it.
    private static readonly SemaphoreSlim Places = new(2);

    /// <param name="content">The whole file.</param>
    /// <param name="fileName">As the uploader named it.</param>
    /// <param name="found">Hears of each part as it is read.</param>
    /// <returns>Why not all of it was read.</returns>
    public async Task<UnreadReason> ReadAsync(ReadOnlyMemory<byte> content, string fileName, Action<FilePart> found, CancellationToken cancel)
    {
        if (content.IsEmpty) return UnreadReason.None;
        if (content.Length > limits.FileBytes) return UnreadReason.TooLarge;
        if (!MailFile.Is(content.Span, fileName) && PlainTextFile.Read(content.Span) is { } text)
        {
            found(new FilePart(text, fileName));
            return UnreadReason.None;
        }

        await Places.WaitAsync(cancel);
        try
        {
            return await ReadElsewhereAsync(content, fileName, found, cancel);
        }
        finally
        {
            Places.Release();
        }
    }

    /// <summary>What the process does: reads standard input, writes a line of JSON for each part, and at last the reason.</summary>
    public static void Serve(Stream input, Stream output, string fileName, FileLimits limits)
    {
        var content = new MemoryStream();
        input.CopyTo(content);
        void Write(Answer answer)
        {
            JsonSerializer.Serialize(output, answer);
            output.WriteByte((byte)'\n');
        }

        var reason = DocumentReader.Read(content.ToArray(), fileName, limits, part => Write(new Answer(part.Text, part.FileName, null)));
        Write(new Answer(null, null, reason));
        output.Flush();
    }

    private async Task<UnreadReason> ReadElsewhereAsync(ReadOnlyMemory<byte> content, string fileName, Action<FilePart> found, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(limits.Time);
        using var process = Process.Start(Command(fileName))!;
        try
        {
            // Errors may quote the file: they go nowhere.
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var sent = SendAsync(process, content, deadline.Token);
            var reason = await ListenAsync(process.StandardOutput, found, deadline.Token);
            await sent;
            await process.WaitForExitAsync(deadline.Token);
            return reason ?? UnreadReason.Broken;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return UnreadReason.TooSlow;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo Command(string fileName)
    {
        var start = program.Command;
        var command = new ProcessStartInfo(start[0]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = new UTF8Encoding(false) };
        foreach (var argument in (IEnumerable<string>)[.. start.Skip(1), .. ReaderProgram.Arguments, "--", fileName]) command.ArgumentList.Add(argument);
        // It needs no secret of ours, and no more memory than a document.
        foreach (var secret in command.Environment.Keys.Where(name => name.Contains("__", StringComparison.Ordinal)).ToList()) command.Environment.Remove(secret);
        command.Environment["DOTNET_GCHeapHardLimit"] = MemoryLimit;
        command.Environment["DOTNET_TieredPGO"] = "0";
        command.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return command;
    }

    private static async Task SendAsync(Process process, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(content, cancel);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; how it ended says the rest.
        }
    }

    private static async Task<UnreadReason?> ListenAsync(StreamReader answers, Action<FilePart> found, CancellationToken cancel)
    {
        UnreadReason? reason = null;
        while (await answers.ReadLineAsync(cancel) is { } line)
        {
            var answer = JsonSerializer.Deserialize<Answer>(line);
            if (answer?.Text is not null) found(new FilePart(answer.Text, answer.FileName ?? ""));
            reason ??= answer?.Reason;
        }
        return reason;
    }

    private sealed record Answer(string? Text, string? FileName, UnreadReason? Reason);
}
