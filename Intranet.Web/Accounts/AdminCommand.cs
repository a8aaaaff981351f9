using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Accounts;

/// <summary>The command <c>admin</c>: for when nobody can sign in to do it in the product.</summary>
public static class AdminCommand
{
    public static Command Build() => new("admin", "Makes administrators and helps who is locked out.") { Create(), ResetSecondFactor(), AfterRestoring() };

    private static Command Create()
    {
        var data = ServeCommand.Data();
        var email = Email();
        email.Validators.Add(result =>
        {
            if (!new EmailAddressAttribute().IsValid(result.GetValueOrDefault<string>())) result.AddError("--email wants an address, such as name@example.org.");
        });
        var first = new Option<string?>("--first-name") { Description = "Of somebody new; else the part before the @." };
        var last = new Option<string?>("--last-name") { Description = "Of somebody new." };
        var command = new Command("create", "Makes an administrator and prints a claim link, which works for 72 hours.") { email, first, last, data };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(data)!, async services =>
        {
            var token = await services.GetRequiredService<AdministratorMaker>()
                .MakeAsync(parsed.GetValue(email)!, parsed.GetValue(first), parsed.GetValue(last), cancel);
            if (token is null)
            {
                await Console.Out.WriteLineAsync("An administrator from now on, with the password of before.");
                return 0;
            }

            var address = services.GetRequiredService<PublicAddress>();
            await Console.Out.WriteLineAsync(address.To($"/claim/{token}"));
            // Beside the link and not in it: whoever reads it with a script gets the link alone.
            if (address.Configured is null) await Console.Error.WriteLineAsync("PublicUrl is not set, so open the link on this machine. If the server listens on another port, put that in the link.");
            return 0;
        }, cancel));
        return command;
    }

    private static Command ResetSecondFactor()
    {
        var data = ServeCommand.Data();
        var email = Email();
        var command = new Command("reset-second-factor", "Takes away a colleague's second factor and ends their sessions; they set up a new one when they sign in.") { email, data };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(data)!, async services =>
        {
            var address = parsed.GetValue(email)!.Trim().ToLowerInvariant();
            var id = await services.GetRequiredService<IntranetDb>().Employees.Where(e => e.Email == address).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancel);
            if (id is null)
            {
                await Console.Error.WriteLineAsync("Nobody has that address.");
                return 1;
            }

            var note = services.GetRequiredService<ContentRuleSet>().Check("command line", Surface.CommandLine) is Allowed(var text) ? text : CheckedText.Empty;
            await services.GetRequiredService<AccountDesk>().ResetSecondFactorAsync(id.Value, note, cancel);
            await Console.Out.WriteLineAsync("Done. At the next sign-in a new app is asked for.");
            return 0;
        }, cancel));
        return command;
    }

    private static Command AfterRestoring()
    {
        var data = ServeCommand.Data();
        var command = new Command("after-restore", "To be run once on a restored backup, before the start: ends its sessions and links, and lets open chats begin anew.") { data };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(data)!, async services =>
        {
            await services.GetRequiredService<AfterRestore>().RunAsync(cancel);
            await Console.Out.WriteLineAsync("Done. Everybody signs in again; invitations that were not used are to be sent again.");
            return 0;
        }, cancel));
        return command;
    }

    private static Option<string> Email() => new("--email") { Description = "The sign-in name.", Required = true };

    private static async Task<int> RunAsync(string data, Func<IServiceProvider, Task<int>> work, CancellationToken cancel)
    {
        await using var app = IntranetHost.Create(new StartOptions { Data = data });
        await ServeCommand.MigrateAsync(app, cancel);
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            return await work(scope.ServiceProvider);
        }
        catch (RuleBrokenException)
        {
            await Console.Error.WriteLineAsync("Refused: the address or the name breaks a content rule.");
            return 1;
        }
        catch (NotThereException)
        {
            await Console.Error.WriteLineAsync("There is no account yet: the invitation was not used. Nothing was changed.");
            return 1;
        }
    }
}
