using Intranet.Domain.Shared;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Shared;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Shared;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Intranet.Web.Timeline;

public static class TimelineSetup
{
    public static IServiceCollection AddTimeline(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddSingleton<MarkdownRenderer>();
        services.AddSingleton<ProseRenderer>(provider => provider.GetRequiredService<MarkdownRenderer>());
        services.AddSingleton<FeedCursors>();
        services.AddScoped<IKeptTexts, KeptPosts>();
        services.AddScoped<IKeptTexts, KeptComments>();
        services.AddScoped(all => KeptParts.Options(all.GetRequiredService<IntranetDb>(), all.GetRequiredService<JobQueue>()));
        services.AddScoped(all => KeptParts.Locations(all.GetRequiredService<IntranetDb>(), all.GetRequiredService<JobQueue>()));
        services.AddScoped<TimelineClock>();
        services.AddScoped<FeedReader>();
        services.AddScoped<MentionFinder>();
        services.AddScoped<EventReader>();
        services.AddScoped<PostPublisher>();
        services.AddScoped<PostableGroups>();
        services.AddScoped<PostEditors>();
        services.AddScoped<DraftKeeper>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<ILeaverEstate, LeaversPosts>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<ILeaverMemory, LeaversPosts>());
        services.AddScoped<CommentWriter>();
        services.AddScoped<ContentRemover>();
        services.AddJob<TellAboutPost, PostTeller>();
        services.AddJob<TellAboutComment, CommentTeller>();
        services.AddJob<TellAboutChange, ChangeTeller>();
        services.AddJob<TellAboutAnswer, AnswerTeller>();
        services.AddJob<PublishDraft, DraftPublisher>();
        services.AddJob<RemindToAcknowledge, AcknowledgeReminder>();
        services.AddJob<RemindOfGathering, GatheringReminder>();
        services.AddSingleton<TimelineSweeper>();
        services.AddHostedService(all => all.GetRequiredService<TimelineSweeper>());
        services.TryAddSingleton<ILive, Silence>();
        return services;
    }

    /// <summary>Where nobody listens, for commands without pages.</summary>
    private sealed class Silence : ILive
    {
        public Task TellReadersAsync(Guid groupId, Guid postId, string kind, object data, CancellationToken cancel) => Task.CompletedTask;

        public Task TellAsync(IReadOnlyCollection<Guid> employeeIds, string kind, object data, CancellationToken cancel) => Task.CompletedTask;

        public Task DisconnectAsync(Guid employeeId, Guid? sessionId, CancellationToken cancel) => Task.CompletedTask;
    }
}
