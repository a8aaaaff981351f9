using System.CommandLine;
using Intranet.Web;

var commands = new RootCommand("The social intranet that organisations host themselves.")
{
    ServeCommand.Serve(),
    ServeCommand.Migrate(),
};
commands.SetAction((_, cancel) => ServeCommand.RunAsync(new StartOptions(), cancel));
return await commands.Parse(args).InvokeAsync();
