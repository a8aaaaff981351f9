using System.CommandLine;
using Intranet.Web;
using Intranet.Web.Accounts;
using Intranet.Web.ContentRules;
using Intranet.Web.Demo;
using Intranet.Web.Directory;

var data = ServeCommand.DataAlone();
var commands = new RootCommand("The social intranet that organisations host themselves.")
{
    data,
    ServeCommand.Serve(),
    DemoCommand.Demo(),
    ServeCommand.Migrate(),
    AdminCommand.Build(),
    SeedCommand.Seed(),
    StaffCommands.Staff(),
    RulesCommand.Rules(),
};
commands.SetAction((parsed, cancel) => ServeCommand.RunAsync(new StartOptions { Data = parsed.GetValue(data)! }, cancel));
return await commands.RunAsync(args);
