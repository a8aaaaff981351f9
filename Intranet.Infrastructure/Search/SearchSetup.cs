using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Infrastructure.Search;

public static class SearchSetup
{
    public static IServiceCollection AddSearchIndex(this IServiceCollection services)
    {
        services.AddSingleton<SearchFeed>();
        services.ConfigureDbContext<SqliteIntranetDb>((all, options) => options.AddInterceptors(all.GetRequiredService<SearchFeed>()));
        services.ConfigureDbContext<PostgresIntranetDb>((all, options) => options.AddInterceptors(all.GetRequiredService<SearchFeed>()));
        services.AddScoped<SearchIndex>();
        return services.AddJob<LearnWords, SearchLearner>().AddJob<LearnEverything, SearchLearner>();
    }

    /// <summary>Before every start and command, after the migrations.</summary>
    public static async Task PrepareSearchAsync(this IServiceProvider services, CancellationToken cancel)
    {
        if (!await services.GetRequiredService<SearchIndex>().EnsureAsync(cancel)) return;

        services.GetRequiredService<JobQueue>().Later(new LearnEverything(Guid.Empty));
        await services.GetRequiredService<IntranetDb>().SaveChangesAsync(cancel);
    }
}
