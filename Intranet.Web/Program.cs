using System.CommandLine;
using Intranet.Web;
using Intranet.Web.Accounts;
using Intranet.Web.ContentRules;
using Intranet.Web.Demo;
using Intranet.Web.Directory;

var commands = new RootCommand("The social intranet that organisations host themselves.")
{
    ServeCommand.Serve(),
    DemoCommand.Demo(),
    ServeCommand.Migrate(),
    AdminCommand.Build(),
    SeedCommand.Seed(),
    StaffCommands.Staff(),
    RulesCommand.Rules(),
};
commands.SetAction((_, cancel) => ServeCommand.RunAsync(new StartOptions(), cancel));
return await commands.Parse(args).InvokeAsync();
