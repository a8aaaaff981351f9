using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Shared;

/// <summary>Answers to a page with script: only what changed, as Turbo streams. Without script the same action redirects.</summary>
public static class TurboStreams
{
    public const string ContentType = "text/vnd.turbo-stream.html";

    public static bool TakesStreams(this HttpRequest request) =>
        request.Headers.Accept.ToString().Contains(ContentType, StringComparison.Ordinal);

    /// <summary>The page that asks is this one: there stands more than in a list.</summary>
    public static bool IsFrom(this HttpRequest request, string path) => Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var from) && from.AbsolutePath == path;

    /// <summary>The frame that asks, or null when it is a whole page.</summary>
    public static string? TurboFrame(this HttpRequest request) => request.Headers["Turbo-Frame"].ToString() is { Length: > 0 } frame ? frame : null;

    /// <summary>A partial made of <c>&lt;turbo-stream&gt;</c> elements.</summary>
    public static PartialViewResult Streams(this Controller controller, string view, object? model = null, int status = StatusCodes.Status200OK)
    {
        var result = controller.PartialView(view, model);
        result.ContentType = ContentType + "; charset=utf-8";
        result.StatusCode = status;
        return result;
    }

    /// <summary>The page that the form stood on, when it is one of ours; else <paramref name="otherwise"/>.</summary>
    public static IActionResult BackTo(this Controller controller, string otherwise, string? fragment = null)
    {
        var request = controller.Request;
        var local = Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var from) && from.Authority == request.Host.Value
            ? from.PathAndQuery : otherwise;
        return controller.LocalRedirect(fragment is null ? local : $"{local}#{fragment}");
    }
}
