using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Infrastructure.Chat;

public static class ChatStoreSetup
{
    public static IServiceCollection AddChatStore(this IServiceCollection services) => services
        .AddSingleton<ChatWriter>()
        .AddHostedService(s => s.GetRequiredService<ChatWriter>())
        .AddScoped<MessageIndex>()
        .AddJob<LearnMessages, MessageLearner>()
        .AddScoped<IFilePlaceReader, MessageFiles>();
}
