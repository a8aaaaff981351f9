using System.CommandLine;
using Intranet.Web;
using Intranet.Web.Demo;

var commands = new RootCommand("The social intranet that organisations host themselves.")
{
    ServeCommand.Serve(),
    ServeCommand.Migrate(),
    SeedCommand.Seed(),
};
commands.SetAction((_, cancel) => ServeCommand.RunAsync(new StartOptions(), cancel));
return await commands.Parse(args).InvokeAsync();
