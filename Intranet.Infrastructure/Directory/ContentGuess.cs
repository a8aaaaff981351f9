using Intranet.Domain.Directory;

namespace Intranet.Infrastructure.Directory;

/// <summary>
/// What the columns of a file without headers are, by what stands in them. Every column it names is doubtful: HR looks at
/// it before anything happens.
/// </summary>
internal static class ContentGuess
{
    public static ImportMapping Guess(IReadOnlyList<string> headers, ColumnEvidence[] evidence, IReadOnlySet<int> forbidden)
    {
        var roles = new ColumnRole[headers.Count];
        foreach (var i in forbidden) roles[i] = ColumnRole.Forbidden;

        int[] Free(Func<ColumnEvidence, bool> looks) =>
            [.. Enumerable.Range(0, headers.Count).Where(i => roles[i] == ColumnRole.Ignored && !evidence[i].IsEmpty && looks(evidence[i]))];

        // A person's own address hardly repeats, a manager's does.
        var mails = Free(e => e.LooksLikeEmail).OrderByDescending(i => evidence[i].Values * evidence[i].Variety).ToArray();
        if (mails.Length > 0) roles[mails[0]] = ColumnRole.Email;
        if (mails.Length > 1) roles[mails[1]] = ColumnRole.Manager;

        var mail = mails.Length > 0 ? mails[0] : headers.Count;
        foreach (var i in Free(e => e.LooksLikePrefixes).Take(1)) roles[i] = ColumnRole.LastNamePrefix;

        // First and last name stand together, in this order, mostly before the address; job titles vary less than names.
        var words = Free(e => e.LooksLikeWords);
        var names = words.Where(i => i < mail).Take(2).ToArray();
        if (names.Length < 2) names = [.. words.Take(2)];
        if (names.Length == 2)
        {
            roles[names[0]] = ColumnRole.FirstName;
            roles[names[1]] = ColumnRole.LastName;
        }
        else if (names.Length == 1)
        {
            roles[names[0]] = ColumnRole.FullName;
        }

        foreach (var i in Free(e => e.LooksLikeNumbers && e.Variety > 0.5).Where(i => i > mail).Take(1)) roles[i] = ColumnRole.Phone;
        foreach (var i in Free(e => e.LooksLikeNumbers && e.Variety > 0.9).Where(i => i < mail).Take(1)) roles[i] = ColumnRole.StaffId;

        // There are more job titles than teams and more teams than locations.
        var places = Free(e => !e.LooksLikeNumbers && e.Distinct > 1).OrderByDescending(i => evidence[i].Distinct).Take(3).ToArray();
        ColumnRole[] byVariety = [ColumnRole.JobTitle, ColumnRole.Team, ColumnRole.WorkLocation];
        for (var i = 0; i < places.Length; i++) roles[places[i]] = byVariety[i];

        var doubtful = Enumerable.Range(0, roles.Length).Where(i => roles[i] is not (ColumnRole.Ignored or ColumnRole.Forbidden)).ToHashSet();
        return ImportMapping.Of(headers, roles, doubtful);
    }
}
