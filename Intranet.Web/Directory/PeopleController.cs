using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Directory;

/// <summary>Colleagues: found as one types, by team and by location, and one by one.</summary>
[Authorize, Route("people")]
public sealed class PeopleController(IntranetDb db, SessionCookie cookie, OrganisationCache organisations, TimeProvider clock, IStringLocalizer<DirectoryTexts> texts) : Controller
{
    private const int PageSize = 48;
    private const int MaxNear = 6;
    private const int MaxReports = 6;
    private const int MaxGroups = 5;
    private const int MaxOptions = 8;

    [HttpGet("")]
    public async Task<IActionResult> Index(PeopleSearch search, CancellationToken cancel)
    {
        var isList = RememberedView(search.View) == "list";
        var corners = await CornersAsync(search, cancel);
        var total = corners.Where(c => c.IsOf(search.Team, search.Location)).Sum(c => c.Count);
        var people = await Found(search).After(PeopleCursor.Read(search.After)).InOrder().AsCards().Take(PageSize + 1).ToListAsync(cancel);
        var next = people.Count > PageSize ? new PeopleCursor(people[PageSize - 1].SortKey, people[PageSize - 1].Id).ToString() : null;
        var page = new PeoplePage(search, isList, total, [.. people.Take(PageSize)], next);
        if (total == 0) page = page with { Near = await NearAsync(search, cancel) };

        // While one types, only the people are asked for; the filters stay on the screen.
        if (Request.Headers["Turbo-Frame"] is [{ } frame, ..]) return PartialView(frame == "people" ? "_Found" : "_More", page);

        var myTeam = await db.Employees.Where(e => e.Id == User.EmployeeId()).Select(e => e.Team).OneAsync(cancel);
        return View(page with { MyTeam = myTeam, Teams = Teams(corners, search), Locations = Locations(corners, search) });
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, bool all, bool groups, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var person = await db.Employees.AsNoTracking().Include(e => e.Manager)
            .WithProfile().Where(e => e.Id == id).OneAsync(cancel);
        var worksHere = person.State is EmployeeState.Invited or EmployeeState.Active;
        if (!worksHere) return View("Gone", person.Name);

        var reports = db.Employees.AsNoTracking().WorkingHere().Where(e => e.ManagerId == id);
        var manager = person.ManagerId is { } managerId
            ? await db.Employees.AsNoTracking().WorkingHere().Where(e => e.Id == managerId).AsCards().FirstOrDefaultAsync(cancel)
            : null;
        var known = GroupsOf(id, me);
        return View(new ProfilePage(
            person,
            manager,
            await reports.InOrder().AsCards().Take(all ? 500 : MaxReports).ToListAsync(cancel),
            await reports.CountAsync(cancel),
            await known.OrderBy(g => g.Name).Take(groups ? 500 : MaxGroups).Select(g => new GroupLine(g.Id, g.Name, g.Icon)).ToListAsync(cancel),
            IsMe: id == me,
            MaySeeAll: id == me || !person.IsShielded)
        {
            Absence = await AbsenceOfAsync(person, cancel), GroupCount = await known.CountAsync(cancel),
        });
    }

    /// <summary>The first few colleagues to choose from: a fragment, asked for while somebody types.</summary>
    [HttpGet("options")]
    public async Task<IActionResult> Options(string? q, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        return PartialView("_Options", await Found(new PeopleSearch { Q = q }).Where(e => e.Id != me).InOrder().AsCards().Take(MaxOptions).ToListAsync(cancel));
    }

    /// <summary>For the address book of a phone.</summary>
    [HttpGet("{id:guid}/card.vcf")]
    public async Task<IActionResult> Card(Guid id, CancellationToken cancel)
    {
        var person = await db.Employees.AsNoTracking().WorkingHere().Where(e => e.Id == id).AsCards().OneAsync(cancel);
        var organisation = await organisations.GetAsync(cancel);
        return File(System.Text.Encoding.UTF8.GetBytes(VCard.Of(person, organisation.Name)), "text/vcard; charset=utf-8", $"{DutchName.Fold(person.Name).Replace(' ', '-')}.vcf");
    }

    /// <summary>While it lasts and is coming soon; a shielded colleague's is told to nobody.</summary>
    private async Task<Absence?> AbsenceOfAsync(Employee person, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        if (person.IsShielded || person.AbsentFrom is not { } from || person.AbsentUntil < today || from > today.AddDays(14)) return null;

        var standIn = person.StandInId is { } id ? await db.Employees.AsNoTracking().WorkingHere().Where(e => e.Id == id).AsCards().FirstOrDefaultAsync(cancel) : null;
        return new Absence(from, person.AbsentUntil, standIn);
    }

    private IQueryable<Employee> Found(PeopleSearch search)
    {
        var found = db.Employees.AsNoTracking().WorkingHere().Matching(search.Q);
        if (!string.IsNullOrEmpty(search.Team)) found = found.OfTeam(search.Team);
        if (!string.IsNullOrEmpty(search.Location)) found = found.WorkingAt(search.Location);
        return found;
    }

    /// <summary>Whose names are like what was typed, when nobody's begins with it.</summary>
    private async Task<IReadOnlyList<PersonCard>> NearAsync(PeopleSearch search, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(search.Q)) return [];
        var names = await Found(search with { Q = null }).Select(e => new { e.Id, e.SortKey }).ToListAsync(cancel);
        var ids = NearName.Of(search.Q, names.Select(name => (name.Id, name.SortKey)), MaxNear);
        var near = await db.Employees.AsNoTracking().Where(e => ids.Contains(e.Id)).AsCards().ToListAsync(cancel);
        return [.. near.OrderBy(person => Array.IndexOf(ids, person.Id))];
    }

    /// <summary>
    /// How many work where, of whoever fits but for team and location: one walk over an index gives the total and both filters, where a count
    /// for each read every colleague three times.
    /// </summary>
    private Task<List<Corner>> CornersAsync(PeopleSearch search, CancellationToken cancel) =>
        Found(search with { Team = null, Location = null }).GroupBy(e => new { e.Team, e.WorkLocation, e.IsShielded })
            .Select(g => new Corner(g.Key.Team, g.Key.IsShielded ? "" : g.Key.WorkLocation, g.Count())).ToListAsync(cancel);

    /// <summary>How many in each team, with the location as it is chosen.</summary>
    private List<SelectListItem> Teams(List<Corner> corners, PeopleSearch search) =>
        Choices(corners.Where(c => c.IsOf(null, search.Location)).GroupBy(c => c.Team), texts["team"], search.Team);

    private List<SelectListItem> Locations(List<Corner> corners, PeopleSearch search) =>
        Choices(corners.Where(c => c.IsOf(search.Team, null)).GroupBy(c => c.Location), texts["work-location"], search.Location);

    private static List<SelectListItem> Choices(IEnumerable<IGrouping<string, Corner>> corners, string label, string? chosen) =>
    [
        new(label, ""),
        .. corners.Select(c => (Name: c.Key, Count: c.Sum(corner => corner.Count))).Append((Name: chosen ?? "", Count: 0)).Where(c => c.Name.Length > 0).DistinctBy(c => c.Name)
            .OrderBy(c => c.Name, StringComparer.CurrentCultureIgnoreCase).Select(c => new SelectListItem($"{c.Name} ({c.Count:N0})", c.Name, c.Name == chosen)),
    ];

    /// <summary>Of this colleague, those whose list of members the asker may see; of a closed group only its admins.</summary>
    private IQueryable<Domain.Groups.Group> GroupsOf(Guid id, Guid me) =>
        db.Groups.AsNoTracking()
            .Where(g => g.Kind != Domain.Groups.GroupKind.Everyone && g.ArchivedAt == null && g.Memberships.Any(m => m.EmployeeId == id))
            .Where(g => g.Access == Domain.Groups.GroupAccess.Open
                || g.Memberships.Any(m => m.EmployeeId == me)
                || (g.Access == Domain.Groups.GroupAccess.Closed && g.Memberships.Any(m => m.EmployeeId == id && m.Role == Domain.Groups.GroupRole.Admin)));

    /// <summary>Cards or a list, as chosen last in this browser.</summary>
    private string? RememberedView(string? chosen)
    {
        var name = cookie.Named("people-view");
        if (chosen is not ("cards" or "list")) return Request.Cookies[name];

        Response.Cookies.Append(name, chosen, cookie.Options(clock.UtcNow().AddYears(1)));
        return chosen;
    }

    /// <param name="Location">Empty for who is shielded: where they work is told to nobody, also not by a count.</param>
    private sealed record Corner(string Team, string Location, int Count)
    {
        public bool IsOf(string? team, string? location) => (string.IsNullOrEmpty(team) || Team == team) && (string.IsNullOrEmpty(location) || Location == location);
    }
}

/// <summary>What is asked of the directory.</summary>
public sealed record PeopleSearch
{
    public string? Q { get; init; }
    public string? Team { get; init; }
    public string? Location { get; init; }

    /// <summary><c>cards</c> or <c>list</c>.</summary>
    public string? View { get; init; }
    public string? After { get; init; }

    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrEmpty(Team) || !string.IsNullOrEmpty(Location);

    /// <summary>The address of this search.</summary>
    public string Address => QueryHelpers.AddQueryString("/people", new Dictionary<string, string?> { ["q"] = Q, ["team"] = Team, ["location"] = Location, ["after"] = After }
        .Where(part => !string.IsNullOrEmpty(part.Value)));
}

public sealed record PeoplePage(PeopleSearch Search, bool IsList, int Total, IReadOnlyList<PersonCard> People, string? Next)
{
    public string MyTeam { get; init; } = "";

    /// <summary>Who may be meant when nobody was found.</summary>
    public IReadOnlyList<PersonCard> Near { get; init; } = [];
    public IReadOnlyList<SelectListItem> Teams { get; init; } = [];
    public IReadOnlyList<SelectListItem> Locations { get; init; } = [];
}

public sealed record GroupLine(Guid Id, string Name, string Icon);

/// <param name="Manager">Null when there is none, or when they left.</param>
/// <param name="MaySeeAll">False for a shielded colleague, except to themselves.</param>
public sealed record ProfilePage(
    Employee Person, PersonCard? Manager, IReadOnlyList<PersonCard> Reports, int ReportCount, IReadOnlyList<GroupLine> Groups, bool IsMe, bool MaySeeAll)
{
    public Absence? Absence { get; init; }

    /// <summary>All that the asker may know about; the page begins with a few.</summary>
    public int GroupCount { get; init; }
}

/// <param name="Until">The last day, or null when that is not known yet.</param>
/// <param name="StandIn">Who answers meanwhile, if they still work here.</param>
public sealed record Absence(DateOnly From, DateOnly? Until, PersonCard? StandIn);
