using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Intranet.Web.Shared;

/// <summary>Writes a partial view where there is no request: for a live event, the same fragment that the page holds.</summary>
public sealed class Partials(IRazorViewEngine engine, ITempDataProvider temporary, IServiceScopeFactory scopes)
{
    /// <param name="path">From the project: <c>/Chat/Views/_Message.cshtml</c>.</param>
    public async Task<string> RenderAsync<TModel>(string path, TModel model, CultureInfo language)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language;
        var found = engine.GetView(null, path, isMainPage: false);
        found.EnsureSuccessful([path]);

        await using var scope = scopes.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        // Without an endpoint, links in the view would look for one and throw.
        http.SetEndpoint(new Endpoint(null, null, null));
        var action = new ActionContext(http, new RouteData(), new ActionDescriptor());
        await using var written = new StringWriter(CultureInfo.InvariantCulture);
        var data = new ViewDataDictionary<TModel>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        await found.View.RenderAsync(new ViewContext(action, found.View, data, new TempDataDictionary(http, temporary), written, new HtmlHelperOptions()));
        return written.ToString();
    }
}
