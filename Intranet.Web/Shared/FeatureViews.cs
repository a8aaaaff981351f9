using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Intranet.Web.Shared;

/// <summary>Finds views beside their controller: Timeline/Views/Posts/Show.cshtml, Timeline/Views/_PostCard.cshtml, Shared/Views/….</summary>
internal sealed class FeatureViews : IViewLocationExpander
{
    private const string Root = "Intranet.Web.";

    public void PopulateValues(ViewLocationExpanderContext context)
    {
        var feature = context.ActionContext.ActionDescriptor is ControllerActionDescriptor action
            && action.ControllerTypeInfo.Namespace is { } name && name.StartsWith(Root, StringComparison.Ordinal)
                ? name[Root.Length..].Split('.')[0]
                : "Shared";
        context.Values["feature"] = feature;
    }

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        var feature = context.Values["feature"];
        return [$"/{feature}/Views/{{1}}/{{0}}.cshtml", $"/{feature}/Views/{{0}}.cshtml", "/Shared/Views/{0}.cshtml"];
    }
}
