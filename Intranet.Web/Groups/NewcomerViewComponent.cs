using Intranet.Domain.Shared;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Groups;

/// <summary>
/// On the home page of who came in lately: a place for what <see cref="NewcomersController"/> has to say. It is fetched after the
/// page, so that home costs nobody a query more.
/// </summary>
public sealed class NewcomerViewComponent(TimeProvider clock) : ViewComponent
{
    private static readonly TimeSpan New = TimeSpan.FromDays(30);

    public IViewComponentResult Invoke() => HttpContext.Self()?.ActivatedAt is { } since && clock.UtcNow() - since < New
        ? View("~/Groups/Views/Newcomers/_Frame.cshtml")
        : Content("");
}
