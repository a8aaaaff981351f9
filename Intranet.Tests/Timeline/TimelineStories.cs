using System.Text;
using Intranet.Web.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Timeline;

/// <summary>What the stories of the timeline do again and again.</summary>
internal static class TimelineStories
{
    /// <summary>Publishes as the form does, by the same hand.</summary>
    public static async Task<Guid> PostAsync(this IntranetApp app, Person author, Place group, string body, int importantDays = 0)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var written = await scope.ServiceProvider.GetRequiredService<PostPublisher>()
            .PublishAsync(author.Id, new PostForm { GroupId = group.Id, Body = body, ImportantDays = importantDays }, CancellationToken.None);
        return written.Value!.Id;
    }

    public static async Task<Guid> CommentAsync(this IntranetApp app, Person author, Guid postId, string body, Guid? replyTo = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var written = await scope.ServiceProvider.GetRequiredService<CommentWriter>()
            .SayAsync(author.Id, postId, new CommentForm { Body = body, ReplyToId = replyTo }, CancellationToken.None);
        return written.Value!.Id;
    }

    /// <summary>Waits until what follows from what was saved has been done.</summary>
    public static Task JobsAsync(this IntranetApp app, string kind = "TellAbout") =>
        Wait.ForAsync(async () => await app.WithDbAsync(db => db.Jobs.AnyAsync(j => j.Kind.StartsWith(kind))) ? null : "done", $"the jobs {kind}");

    /// <summary>Every text in every table, and every file in the data directory: what a leak would stand in.</summary>
    public static async Task<string> EverythingKeptAsync(this IntranetApp app)
    {
        var kept = new StringBuilder();
        await app.WithDbAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct())
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"SELECT * FROM \"{table}\"";
                await using var rows = await command.ExecuteReaderAsync();
                while (await rows.ReadAsync())
                {
                    for (var i = 0; i < rows.FieldCount; i++) kept.Append(rows.GetValue(i)).Append('\n');
                }
            }
        });
        foreach (var file in System.IO.Directory.EnumerateFiles(app.Data, "*", SearchOption.AllDirectories))
        {
            kept.Append(Encoding.Latin1.GetString(Canary.ReadFile(file))).Append('\n');
        }

        return kept.ToString();
    }
}
