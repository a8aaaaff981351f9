using System.Globalization;
using Intranet.Domain.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Shared;

/// <summary>What a page says when it cannot be shown. What does not exist and what may not be seen get the same answer.</summary>
[AllowAnonymous]
[Route("errors")]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class ErrorsController(ILogger<ErrorsController> logger) : Controller
{
    [Route("{status:int:range(400, 599)}")]
    [IgnoreAntiforgeryToken]
    [ResponseCache(NoStore = true)]
    public IActionResult Show()
    {
        // Not as an argument: binding one reads the form too, which may be what was wrong.
        var status = int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
        var fault = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        status = fault switch
        {
            // What was sent is too much or no form at all: the framework finds out while reading it.
            BadHttpRequestException bad => bad.StatusCode,
            InvalidDataException => StatusCodes.Status400BadRequest,
            _ => status,
        };

        // Only the pipeline comes here: asked for by name it is a page like any that does not exist.
        if (fault is null && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null) status = StatusCodes.Status404NotFound;

        Response.StatusCode = status;
        if (!Request.Headers.Accept.ToString().Contains("html", StringComparison.Ordinal)) return new EmptyResult();
        if (status < 500) return View("Refused", new RefusedPage(status, HttpContext.Items[nameof(RuleBrokenException)] as string));

        var reference = HttpContext.TraceIdentifier;
        logger.PageFailed(reference, status);
        return View("Fault", reference);
    }
}

/// <param name="Rule">The name of the rule of ours that was broken, where there is one.</param>
public sealed record RefusedPage(int Status, string? Rule);

internal static partial class SharedLog
{
    [LoggerMessage(1001, LogLevel.Error, "A page failed with {Status}; the person saw reference {Reference}")]
    public static partial void PageFailed(this ILogger logger, string reference, int status);
}
