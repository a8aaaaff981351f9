using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.Options;

namespace Intranet.Web;

/// <summary>Runs a command line. What is wrong around the program is said in a sentence; what is wrong in it, with the trace.</summary>
public static class Running
{
    /// <returns>The exit code: 0 only when it was done.</returns>
    public static async Task<int> RunAsync(this RootCommand commands, string[] args, InvocationConfiguration? configuration = null)
    {
        configuration ??= new InvocationConfiguration();
        configuration.EnableDefaultExceptionHandler = false;
        try
        {
            return await commands.Parse(args).InvokeAsync(configuration);
        }
        catch (OperationCanceledException)
        {
            return 1;
        }
        catch (Exception fault)
        {
            await configuration.Error.WriteLineAsync(Explain(fault) ?? $"Unhandled exception: {fault}");
            return 1;
        }
    }

    /// <summary>For whoever keeps the machine: a setting, the data directory, the port or the database.</summary>
    private static string? Explain(Exception fault) => fault switch
    {
        OptionsValidationException => $"A setting is wrong. {fault.Message}",
        DbException => $"The database cannot be used: {fault.GetBaseException().Message}",
        IOException or UnauthorizedAccessException => fault.Message,
        _ => null,
    };
}
