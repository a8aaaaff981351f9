using System.Globalization;
using Intranet.Domain.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Intranet.Web.Accounts;

/// <summary>Too many wrong tries from one network address. Answered with 429 and Retry-After.</summary>
/// <param name="until">Null when that many are being judged this very moment.</param>
public sealed class TooManyTriesException(DateTime? until) : Exception
{
    public DateTime? Until => until;
}

internal sealed class TooManyTriesFilter(TimeProvider clock, IModelMetadataProvider metadata) : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is not TooManyTriesException tooMany) return;

        var wait = tooMany.Until is { } until ? until - clock.UtcNow() : TimeSpan.FromSeconds(10);
        var minutes = Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes));
        context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        context.Result = new ViewResult
        {
            ViewName = "/Accounts/Views/TooMany.cshtml",
            StatusCode = StatusCodes.Status429TooManyRequests,
            ViewData = new ViewDataDictionary<int>(metadata, new ModelStateDictionary()) { Model = minutes },
        };
        context.ExceptionHandled = true;
    }
}
