namespace Intranet.Domain.Directory;

/// <summary>
/// Finds the manager that a row names: by address anywhere in the file or the directory, in any case; by the file's own
/// id column; by name when only one person has it. Whoever leaves with this import is nobody's manager afterwards.
/// </summary>
internal sealed class ManagerLinks
{
    private static readonly HashSet<string> Nobody = new(StringComparer.OrdinalIgnoreCase) { "no_manager", "geen", "none", "n.v.t.", "nvt", "n/a", "-", "--", "0", "null" };

    private static readonly char[] BesideName = [' ', ',', '-', ':', '/', '(', ')', '[', ']'];

    private readonly HashSet<string> addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> byStaffId = [];
    private readonly Dictionary<string, string?> byName = [];

    /// <param name="rows">Whom the file holds.</param>
    /// <param name="others">Whom it does not hold and who stay.</param>
    public ManagerLinks(IReadOnlyList<ImportRow> rows, IEnumerable<KnownPerson> others)
    {
        // Folding thousands of names takes time, and most files name managers by their address.
        var areNamed = rows.Any(row => row.Manager is { Length: > 0 } manager && !manager.Contains('@'));
        foreach (var row in rows)
        {
            addresses.Add(row.Staff.Email);
            if (row.StaffId is { Length: > 0 } id) byStaffId.TryAdd(WithoutZeros(id), row.Staff.Email);
            if (areNamed) AddName(row.Staff.FirstName, row.Staff.LastName, row.Staff.Email);
        }

        foreach (var person in others)
        {
            if (addresses.Add(person.Email) && areNamed) AddName(person.FirstName, person.LastName, person.Email);
        }
    }

    /// <summary>The manager's address, or null; and what to warn about.</summary>
    public string? Find(ImportRow row, List<RowWarning> warnings)
    {
        if (string.IsNullOrEmpty(row.Manager) || Nobody.Contains(row.Manager)) return null;

        var found = row.Manager.Contains('@') ? ByAddress(row.Manager) : ByIdOrName(row.Manager);
        if (found is null)
        {
            var isReference = row.Manager.Contains('@') || (byStaffId.Count > 0 && row.Manager.All(char.IsAsciiLetterOrDigit) && row.Manager.Any(char.IsAsciiDigit));
            warnings.Add(new(row.Number, isReference ? ImportWarning.ManagerNotFound : ImportWarning.ManagerNotAnEmail, StaffField.ManagerEmail));
        }
        else if (found == row.Staff.Email)
        {
            warnings.Add(new(row.Number, ImportWarning.ManagerIsSelf, StaffField.ManagerEmail));
            return null;
        }

        return found;
    }

    /// <summary>The rows whose managers, followed upward, lead back to themselves. A person has one manager, so each walk is a line.</summary>
    public static IEnumerable<string> InACircle(IReadOnlyDictionary<string, string?> managerOf)
    {
        var seenIn = new Dictionary<string, int>(managerOf.Count);
        var walk = 0;
        foreach (var start in managerOf.Keys)
        {
            walk++;
            string? person = start;
            while (person is not null && managerOf.TryGetValue(person, out var next) && seenIn.TryAdd(person, walk)) person = next;
            if (person is null || !seenIn.TryGetValue(person, out var seen) || seen != walk) continue;

            var first = person;
            do
            {
                yield return person;
                person = managerOf[person]!;
            }
            while (person != first);
        }
    }

    private string? ByAddress(string address)
    {
        var lower = address.Trim().ToLowerInvariant();
        return addresses.Contains(lower) ? lower : null;
    }

    private string? ByIdOrName(string value) =>
        byStaffId.GetValueOrDefault(WithoutZeros(value)) ?? byName.GetValueOrDefault(NameKey(NameIn(value))) ?? ByIdBesideName(value);

    /// <summary>"1001 - Joost van der Meer", "Meer, Joost van der [1001]".</summary>
    private string? ByIdBesideName(string value)
    {
        foreach (var word in value.Split(BesideName, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.All(char.IsAsciiDigit) && byStaffId.TryGetValue(WithoutZeros(word), out var address)) return address;
        }

        return byName.GetValueOrDefault(NameKey(new string([.. value.Where(letter => !char.IsAsciiDigit(letter))])));
    }

    /// <summary>The name in "CN=Joost van der Meer,OU=Directie" of a directory service, and in "Joost van der Meer (Directie)".</summary>
    private static string NameIn(string value)
    {
        if (value.StartsWith("CN=", StringComparison.OrdinalIgnoreCase)) value = value[3..].Split([",OU=", ",DC=", ",CN="], 2, StringSplitOptions.None)[0].Replace("\\,", ",", StringComparison.Ordinal);
        var bracket = value.IndexOf('(', StringComparison.Ordinal);
        var end = bracket < 0 ? -1 : value.IndexOf(')', bracket);
        return end < 0 ? value : value.Remove(bracket, end - bracket + 1);
    }

    private void AddName(string first, string last, string address)
    {
        foreach (var key in new[] { NameKey($"{first} {last}"), NameKey($"{first[..Math.Min(first.Length, 1)]} {last}") })
        {
            // Two people of one name: the name alone says nothing.
            if (!byName.TryAdd(key, address) && byName[key] != address) byName[key] = null;
        }
    }

    /// <summary>"Meer, Joost van der", "Joost van der Meer" and "van der Meer, Joost" hold the same words; so do "Meer, J. van der" and the initial with the name.</summary>
    private static string NameKey(string name)
    {
        var words = DutchName.Fold(PersonName.WithoutTitles(name)).Split([' ', ',', '.'], StringSplitOptions.RemoveEmptyEntries);
        Array.Sort(words, StringComparer.Ordinal);
        return string.Join(' ', words.Where(word => word.Any(char.IsLetter)));
    }

    private static string WithoutZeros(string id)
    {
        var bare = id.Trim();
        if (bare.EndsWith(",00", StringComparison.Ordinal) || bare.EndsWith(".00", StringComparison.Ordinal)) bare = bare[..^3];
        bare = bare.TrimStart('0');
        return bare.Length == 0 ? "0" : bare.ToUpperInvariant();
    }
}
