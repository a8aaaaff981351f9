using Intranet.Infrastructure.Search;

namespace Intranet.Web.Search;

public static class SearchFeature
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddSearchIndex().AddScoped<FileSearch>().AddScoped<SearchReader>();
}
