using System.CommandLine;
using System.Diagnostics;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Search;
using Intranet.Infrastructure.Directory;

namespace Intranet.Web.Demo;

/// <summary>The command <c>seed</c>: made-up data of any size, for measurements. It adds to what is there.</summary>
public static class SeedCommand
{
    public static Command Seed()
    {
        var data = ServeCommand.Data();
        var people = Count("--people", "How many colleagues.");
        var groups = Count("--groups", "How many groups, from three members to everybody.");
        var posts = Count("--posts", "How many posts, with comments and reactions.");
        var messages = Count("--messages", "How many chat messages.");
        var command = new Command("seed", "Fills a data directory with made-up data of any size, for measurements.") { data, people, groups, posts, messages };
        command.Validators.Add(result =>
        {
            var hired = result.GetValue(people);
            if (hired < 3 && (result.GetValue(groups) > 0 || result.GetValue(messages) > 0)) result.AddError("Groups and messages are of three colleagues or more: give --people too.");
            if (result.GetValue(posts) > 0 && result.GetValue(groups) == 0) result.AddError("Posts are in groups: give --groups too.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = IntranetHost.Create(new StartOptions { Data = parsed.GetValue(data)! });
            await ServeCommand.MigrateAsync(app, cancel);
            await FillAsync(
                app.Services, parsed.GetValue(people), parsed.GetValue(groups), parsed.GetValue(posts), parsed.GetValue(messages), Console.Error.WriteLine, cancel);
            return 0;
        });
        return command;
    }

    /// <param name="tell">Hears how far it is.</param>
    public static async Task FillAsync(
        IServiceProvider services, int people, int groups, int posts, int messages, Action<string> tell, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var rules = scope.ServiceProvider.GetRequiredService<ContentRuleSet>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().UtcNow();
        var skew = new Skew(people + groups + posts + messages);
        var watch = Stopwatch.StartNew();
        void Tell(string what) => tell($"{watch.Elapsed.TotalSeconds,6:0.0} s  {what}");

        var town = new SeedPeople(db, rules, skew, now);
        var hired = await town.HireAsync(people, cancel);
        foreach (var follower in scope.ServiceProvider.GetServices<IStaffFollower>()) await follower.FollowAsync(cancel);
        Tell($"{hired.Count} colleagues");

        var met = await town.MeetAsync(groups, hired, cancel);
        Tell($"{met.Count} groups");

        var texts = new SeedTexts(rules, scope.ServiceProvider.GetRequiredService<ProseRenderer>(), now, skew);
        await new SeedPosts(db, texts, skew, now).WriteAsync(posts, met, done => Tell($"{done} posts"), cancel);
        // Written around the model, so the search index has heard of none of it.
        var jobs = scope.ServiceProvider.GetRequiredService<JobQueue>();
        jobs.Later(new LearnEverything(Guid.Empty));
        await db.SaveChangesAsync(cancel);
        await new SeedMessages(new TalkWriter(db), texts, skew, now).WriteAsync(messages, hired, done => Tell($"{done} messages"), cancel);
        jobs.Later(new LearnMessages(Guid.Empty));
        await db.SaveChangesAsync(cancel);
    }

    private static Option<int> Count(string name, string description)
    {
        var option = new Option<int>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0) result.AddError($"{name} counts from 0.");
        });
        return option;
    }
}
