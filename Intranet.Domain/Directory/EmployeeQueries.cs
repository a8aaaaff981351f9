namespace Intranet.Domain.Directory;

/// <summary>Our words for sets of colleagues.</summary>
public static class EmployeeQueries
{
    private const int MinPhoneDigits = 3;
    private const int MaxWords = 8;

    /// <summary>Colleagues of today: invited or active. Those who left are no longer found, and guests work elsewhere.</summary>
    public static IQueryable<Employee> WorkingHere(this IQueryable<Employee> employees) =>
        employees.Where(e => (e.State == EmployeeState.Invited || e.State == EmployeeState.Active) && e.GuestOf == null);

    /// <summary>Those who may come in: colleagues of today and guests.</summary>
    public static IQueryable<Employee> ComingIn(this IQueryable<Employee> employees) =>
        employees.Where(e => e.State == EmployeeState.Invited || e.State == EmployeeState.Active);

    /// <summary>Of whom we still know more than that they were here: neither wiped nor erased.</summary>
    public static IQueryable<Employee> WithProfile(this IQueryable<Employee> employees) =>
        employees.Where(e => e.State != EmployeeState.Former && e.State != EmployeeState.Erased);

    /// <summary>
    /// What somebody typed to find a colleague: the beginnings of words of the name, job title, team or location in any order,
    /// without regard to accents and capitals; or the last digits of a phone number.
    /// </summary>
    public static IQueryable<Employee> Matching(this IQueryable<Employee> employees, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return employees;
        if (PhoneDigits(typed) is { } digits) return employees.Where(e => e.Phone != null && e.Phone.EndsWith(digits) && !e.IsShielded);

        foreach (var word in DutchName.Words(typed).Take(MaxWords))
        {
            var start = " " + word;
            employees = employees.Where(e => e.SearchText.Contains(start));
        }

        return employees;
    }

    /// <summary>
    /// Of those who match, who is called so stands above who only does that work: by first name, then by another name, each in the order of names.
    /// </summary>
    public static IQueryable<Employee> CalledFirst(this IQueryable<Employee> employees, string? typed)
    {
        // The words to search begin with the first name, each behind a space; those of the sort key stand behind a space or a hyphen.
        var word = DutchName.Words(typed ?? "").FirstOrDefault() ?? "";
        var (spaced, hyphened) = ($" {word}", $"-{word}");
        return employees.OrderBy(e => e.SearchText.StartsWith(spaced) ? 0 : e.SortKey.StartsWith(word) || e.SortKey.Contains(spaced) || e.SortKey.Contains(hyphened) ? 1 : 2)
            .ThenBy(e => e.SortKey).ThenBy(e => e.Id);
    }

    /// <summary>Who works there as far as others may know: where a shielded colleague works is told to nobody.</summary>
    public static IQueryable<Employee> WorkingAt(this IQueryable<Employee> employees, string location) =>
        employees.Where(e => e.WorkLocation == location && !e.IsShielded);

    /// <summary>A shielded colleague's is without the location: who is in a group because of it would tell.</summary>
    public static IQueryable<Position> Positions(this IQueryable<Employee> employees) =>
        employees.Select(e => new Position { EmployeeId = e.Id, Team = e.Team, JobTitle = e.JobTitle, WorkLocation = e.IsShielded ? "" : e.WorkLocation, ManagerId = e.ManagerId });

    public static IQueryable<Employee> OfTeam(this IQueryable<Employee> employees, string team) => employees.Where(e => e.Team == team);

    /// <summary>"06 - 1234" and "+31 6 1234" end like the number that we keep.</summary>
    private static string? PhoneDigits(string typed)
    {
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        if (digits.Length < MinPhoneDigits || !typed.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '–' or '+' or '(' or ')' or '.' or '/')) return null;
        return digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits.TrimStart('0') is { Length: > 0 } bare ? bare : digits;
    }
}
