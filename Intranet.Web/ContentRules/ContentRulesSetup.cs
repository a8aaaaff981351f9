using Intranet.Domain.ContentRules;

namespace Intranet.Web.ContentRules;

public static class ContentRulesSetup
{
    public static IServiceCollection AddContentRules(this IServiceCollection services) =>
        services.AddSingleton(ContentRuleSet.Default());
}
