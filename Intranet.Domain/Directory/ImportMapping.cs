namespace Intranet.Domain.Directory;

/// <summary>Which column of the file fills which field. Guessed from the headers, shown, and changeable by HR.</summary>
public sealed class ImportMapping
{
    private readonly ColumnRole[] roles;

    private ImportMapping(IReadOnlyList<string> headers, ColumnRole[] roles, IReadOnlySet<int> doubtful)
    {
        Headers = headers;
        Doubtful = doubtful;
        this.roles = roles;
    }

    public IReadOnlyList<string> Headers { get; }

    /// <summary>One for each column.</summary>
    public IReadOnlyList<ColumnRole> Roles => roles;

    /// <summary>Columns whose guess HR should look at: more of them could be meant.</summary>
    public IReadOnlySet<int> Doubtful { get; }

    /// <summary>Fields without which a person cannot be imported and that no column fills.</summary>
    public IReadOnlyList<StaffField> Missing
    {
        get
        {
            var hasFullName = Of(ColumnRole.FullName) >= 0;
            List<StaffField> missing = [];
            if (Of(ColumnRole.FirstName) < 0 && !hasFullName) missing.Add(StaffField.FirstName);
            if (Of(ColumnRole.LastName) < 0 && !hasFullName) missing.Add(StaffField.LastName);
            if (Of(ColumnRole.Email) < 0) missing.Add(StaffField.Email);
            return missing;
        }
    }

    /// <summary>Headers of columns that we must not know: named to HR, read by nobody.</summary>
    public IReadOnlyList<string> ForbiddenColumns => [.. Headers.Where((_, i) => roles[i] == ColumnRole.Forbidden)];

    /// <summary>Headers of columns that no field is read from, unless its own is empty. Leaves out <see cref="ForbiddenColumns"/>.</summary>
    public IReadOnlyList<string> IgnoredColumns => [.. Headers.Where((_, i) => roles[i] == ColumnRole.Ignored || roles[i].StandsInFor() is not null)];

    /// <summary>For each field the headers of columns that fill it where its own column is empty.</summary>
    public IReadOnlyDictionary<StaffField, IReadOnlyList<string>> SpareColumns => new SortedDictionary<StaffField, IReadOnlyList<string>>(
        roles.Select(role => role.StandsInFor()).OfType<ColumnRole>().Distinct().ToDictionary(
            role => role.Field()!.Value, role => (IReadOnlyList<string>)[.. AllOf(role).Where(i => roles[i] != role).Select(i => Headers[i])]));

    /// <summary>For each field the header that fills it, several joined by " + ".</summary>
    public IReadOnlyDictionary<StaffField, string> Fields
    {
        get
        {
            var fields = new SortedDictionary<StaffField, string>();
            for (var i = 0; i < roles.Length; i++)
            {
                if (roles[i].Field() is not { } filled) continue;
                fields[filled] = fields.TryGetValue(filled, out var before) ? $"{before} + {Headers[i]}" : Headers[i];
            }

            if (Of(ColumnRole.FullName) is >= 0 and var full) fields[StaffField.LastName] = Headers[full];
            return fields;
        }
    }

    /// <summary>The column with this role, or -1. A role has one column at most.</summary>
    public int Of(ColumnRole role) => Array.IndexOf(roles, role);

    /// <summary>The column with this role and those that stand in for it, the best first.</summary>
    public IReadOnlyList<int> AllOf(ColumnRole role) =>
        [.. Enumerable.Range(0, roles.Length).Where(i => roles[i] == role || roles[i].StandsInFor() == role).OrderBy(i => roles[i] == role ? -1 : ColumnName.Read(Headers[i]).Rank)];

    /// <summary>What the headers say; of several columns for one role the best.</summary>
    /// <param name="isForbidden">Columns whose contents give away what must not be known, whatever the header says.</param>
    /// <param name="holdsOther">
    /// Whether a column holds something else than a value for its role, such as codes: then another column is the one.
    /// </param>
    public static ImportMapping Guess(IReadOnlyList<string> headers, IReadOnlySet<int> isForbidden, Func<int, ColumnRole, bool> holdsOther)
    {
        var names = headers.Select((header, i) => isForbidden.Contains(i) ? new ColumnName(ColumnRole.Forbidden, 0) : ColumnName.Read(header)).ToArray();
        var hasFirst = names.Any(n => n.Role == ColumnRole.FirstName);
        var hasLast = names.Any(n => n.Role == ColumnRole.LastName);
        for (var i = 0; i < names.Length; i++)
        {
            // "Voornaam" beside a plain "Naam": that is the last name. A whole name beside its parts is not needed.
            if (names[i].Role != ColumnRole.FullName) continue;
            if (hasFirst && !hasLast) names[i] = new(ColumnRole.LastName, 3);
            else if (hasFirst && hasLast) names[i] = new(ColumnRole.Ignored, -1);
        }

        var roles = new ColumnRole[names.Length];
        var doubtful = new HashSet<int>();
        foreach (var candidates in names.Select((name, i) => (name, i)).GroupBy(c => c.name.Role))
        {
            if (candidates.Key is ColumnRole.Ignored) continue;
            if (candidates.Key is ColumnRole.Forbidden)
            {
                foreach (var (_, i) in candidates) roles[i] = ColumnRole.Forbidden;
                continue;
            }

            var ranked = candidates.OrderBy(c => SaysLittle(c.name, c.i)).ThenBy(c => c.name.Rank).ToList();
            foreach (var (name, i) in ranked) roles[i] = name.Spare;
            roles[ranked[0].i] = candidates.Key;
            if (ranked.Count > 1 && ranked[1].name.Rank - ranked[0].name.Rank <= 1 && candidates.Key != ColumnRole.FirstName) doubtful.Add(ranked[0].i);
        }

        LeaveOutHalfNames(roles);
        return new ImportMapping(headers, roles, doubtful);

        // A manager's number says nothing where nobody else has a number.
        bool SaysLittle(ColumnName name, int column) => holdsOther(column, name.Role) || (name.IsNumber && !names.Any(n => n.Role == ColumnRole.StaffId));
    }

    /// <summary>The file's own numbers are only read when managers are named by them.</summary>
    public ImportMapping WithoutStaffIds() => new(Headers, [.. roles.Select(role => role == ColumnRole.StaffId ? ColumnRole.Ignored : role)], Doubtful);

    /// <summary>"Medewerker" mostly heads a number; where it heads words and nothing else heads names, it heads names.</summary>
    public ImportMapping WithNamesFor(Func<int, bool> holdsWords)
    {
        var column = Enumerable.Range(0, roles.Length).FirstOrDefault(i => roles[i] is ColumnRole.StaffId or ColumnRole.Ignored && ColumnName.Read(Headers[i]).Role == ColumnRole.StaffId && holdsWords(i), -1);
        return column >= 0 && Of(ColumnRole.FirstName) < 0 && Of(ColumnRole.LastName) < 0 && Of(ColumnRole.FullName) < 0
            ? new(Headers, [.. roles.Select((role, i) => i == column ? ColumnRole.FullName : role)], new HashSet<int>(Doubtful) { column })
            : this;
    }

    /// <summary>What HR chose. A role that is chosen twice goes to the first column; what is forbidden stays so.</summary>
    public ImportMapping Choose(IReadOnlyList<ColumnRole> chosen)
    {
        var result = new ColumnRole[roles.Length];
        for (var i = 0; i < roles.Length; i++)
        {
            var wanted = i < chosen.Count ? chosen[i] : ColumnRole.Ignored;
            var isTaken = wanted is not ColumnRole.Ignored && wanted.StandsInFor() is null && result.AsSpan(0, i).Contains(wanted);
            result[i] = roles[i] == ColumnRole.Forbidden ? ColumnRole.Forbidden : wanted is ColumnRole.Forbidden || isTaken ? ColumnRole.Ignored : wanted;
        }

        return new ImportMapping(Headers, result, new HashSet<int>());
    }

    public static ImportMapping Of(IReadOnlyList<string> headers, IReadOnlyList<ColumnRole> roles, IReadOnlySet<int> doubtful) =>
        new(headers, [.. roles], doubtful);

    /// <summary>A partner's name without the code that says how it is used, or the code without the name, says nothing.</summary>
    private static void LeaveOutHalfNames(ColumnRole[] roles)
    {
        var isWhole = roles.Contains(ColumnRole.PartnerName) && roles.Contains(ColumnRole.NameUsage) && roles.Contains(ColumnRole.LastName);
        for (var i = 0; i < roles.Length && !isWhole; i++)
        {
            if (roles[i] is ColumnRole.PartnerName or ColumnRole.PartnerPrefix or ColumnRole.NameUsage) roles[i] = ColumnRole.Ignored;
        }
    }
}
