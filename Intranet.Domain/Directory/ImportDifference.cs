using System.Security.Cryptography;
using System.Text;

namespace Intranet.Domain.Directory;

/// <summary>
/// What an import would change. The file is the whole list: who is missing leaves, who is back comes back. Local
/// accounts are left alone, and a rejected row never makes its person a leaver.
/// </summary>
public sealed class ImportDifference
{
    private const int AlwaysAllowedLeavers = 5;
    private const int AllowedLeaversPercent = 10;
    private const int MaxHalfRows = 200;

    public required IReadOnlyList<NewPerson> New { get; init; }
    public required IReadOnlyList<ChangedPerson> Changed { get; init; }
    public required IReadOnlyList<ChangedPerson> ComingBack { get; init; }
    public required IReadOnlyList<KnownPerson> Leaving { get; init; }
    public required int Unchanged { get; init; }
    public required IReadOnlyList<RejectedRow> Rejected { get; init; }
    public required IReadOnlyList<RowWarning> Warnings { get; init; }

    /// <summary>Whose place in the organisation changes: what follows from an import elsewhere follows from these.</summary>
    public required IReadOnlyList<Mover> Movers { get; init; }

    /// <summary>Imported accounts, invited or active, before the import.</summary>
    public required int ActiveImported { get; init; }

    /// <summary>More than 10 % and more than 5 would leave: held until HR types the number. A file cut off half-way looks like this.</summary>
    public bool NeedsLeaverCount => Leaving.Count > AlwaysAllowedLeavers && Leaving.Count * 100 > ActiveImported * AllowedLeaversPercent;

    public bool ChangesNothing => New.Count + Changed.Count + ComingBack.Count + Leaving.Count == 0;

    /// <param name="rows">In the order of the file; each address once.</param>
    /// <param name="directory">Everybody who has an account, in whatever state, except who was wiped.</param>
    /// <param name="samePeople">Addresses of which HR said: the other name is the same person.</param>
    public static ImportDifference Between(
        IReadOnlyList<ImportRow> rows,
        IReadOnlyList<RejectedRow> rejected,
        IReadOnlyList<RowWarning> warnings,
        IReadOnlyList<KnownPerson> directory,
        IReadOnlySet<string> samePeople) => new Comparison(rows, rejected, warnings, directory, samePeople).Run();

    /// <summary>
    /// Changes when anything in the difference changes, so that a confirmation of one preview never applies another.
    /// </summary>
    /// <param name="alsoSeen">What else the preview said, such as which groups fill and empty.</param>
    public string Fingerprint(params IEnumerable<string> alsoSeen)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var person in New) Append(hash, $"new {person.Row.Staff} {person.FormerHolder?.Id}");
        foreach (var person in ComingBack) Append(hash, $"back {person.Person.Id} {person.Row.Staff}");
        foreach (var person in Changed) Append(hash, $"changed {person.Person} {person.Row.Staff}");
        foreach (var person in Leaving) Append(hash, $"leaving {person.Id}");
        foreach (var line in alsoSeen) Append(hash, line);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string line) => hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>One comparison at work; the lists grow as it goes.</summary>
    private sealed class Comparison(
        IReadOnlyList<ImportRow> rows,
        IReadOnlyList<RejectedRow> rejected,
        IReadOnlyList<RowWarning> fileWarnings,
        IReadOnlyList<KnownPerson> directory,
        IReadOnlySet<string> samePeople)
    {
        private readonly Dictionary<string, KnownPerson> byEmail = directory.ToDictionary(p => p.Email, StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<Guid, KnownPerson> byId = directory.ToDictionary(p => p.Id);
        private readonly List<RowWarning> warnings = [.. fileWarnings];
        private readonly HashSet<Guid> met = [];
        private readonly HashSet<Guid> displaced = [];

        public ImportDifference Run()
        {
            var matches = rows.Select(Restored).Select(row => (Row: row, Known: Match(row))).ToList();
            var leaving = Leavers();
            var leavingIds = leaving.Select(p => p.Id).ToHashSet();
            var managers = new ManagerLinks(rows, directory.Where(p => p.WorksHere && !leavingIds.Contains(p.Id)));

            List<NewPerson> joining = [];
            List<ChangedPerson> changed = [], comingBack = [];
            var unchanged = 0;
            var managerOf = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var (unresolved, known) in matches)
            {
                var row = unresolved with { Staff = unresolved.Staff with { ManagerEmail = managers.Find(unresolved, warnings) } };
                managerOf[row.Staff.Email] = row.Staff.ManagerEmail;
                if (known is null)
                {
                    joining.Add(new(row, byEmail.GetValueOrDefault(row.Staff.Email)));
                    continue;
                }

                IReadOnlyList<FieldChange> fields = known.IsImported ? Differences(known, row.Staff) : [];
                if (known.IsImported && !known.WorksHere) comingBack.Add(new(known, row, fields));
                else if (fields.Count > 0) changed.Add(new(known, row, fields));
                else unchanged++;
            }

            WarnOfCircles(managerOf, leavingIds);
            return new ImportDifference
            {
                New = HintAtRenames(joining, leaving),
                Changed = changed,
                ComingBack = comingBack,
                Leaving = leaving,
                Unchanged = unchanged,
                Rejected = rejected,
                Warnings = [.. warnings.OrderBy(w => w.Number)],
                Movers = Movers(joining, [.. comingBack, .. changed], leaving),
                ActiveImported = directory.Count(p => p.IsImported && p.WorksHere),
            };
        }

        /// <summary>With the letters that the file lost and we still have.</summary>
        private ImportRow Restored(ImportRow row)
        {
            if (!byEmail.TryGetValue(row.Staff.Email, out var known) || !HasLostLetters(row.Staff)) return row;
            return row with
            {
                Staff = row.Staff with
                {
                    FirstName = PersonName.RestoreLostLetters(known.FirstName, row.Staff.FirstName),
                    LastName = PersonName.RestoreLostLetters(known.LastName, row.Staff.LastName),
                    JobTitle = PersonName.RestoreLostLetters(known.JobTitle, row.Staff.JobTitle),
                    Team = PersonName.RestoreLostLetters(known.Team, row.Staff.Team),
                    WorkLocation = PersonName.RestoreLostLetters(known.WorkLocation, row.Staff.WorkLocation),
                },
            };
        }

        private static bool HasLostLetters(StaffRow staff) =>
            staff.FirstName.Contains('?') || staff.LastName.Contains('?') || staff.JobTitle.Contains('?') || staff.Team.Contains('?') || staff.WorkLocation.Contains('?');

        /// <summary>The account that this row is about. The same address under another name is somebody else, unless HR says otherwise.</summary>
        private KnownPerson? Match(ImportRow row)
        {
            if (!byEmail.TryGetValue(row.Staff.Email, out var known)) return null;
            if (known.IsImported && !known.IsProtected && !samePeople.Contains(row.Staff.Email) && !IsSamePerson(known, row.Staff))
            {
                displaced.Add(known.Id);
                return null;
            }

            met.Add(known.Id);
            return known;
        }

        /// <summary>
        /// Somebody at work may marry or be written better; an account that was closed is opened only for whom it belonged to,
        /// for it holds that person's conversations.
        /// </summary>
        private static bool IsSamePerson(KnownPerson known, StaffRow staff)
        {
            // Letters that an earlier file lost and this one has make nobody else of "Gül?en Ayd?n".
            var (knownFirst, knownLast) = (PersonName.RestoreLostLetters(staff.FirstName, known.FirstName), PersonName.RestoreLostLetters(staff.LastName, known.LastName));
            if (knownFirst == staff.FirstName && knownLast == staff.LastName) return true;

            var first = PersonName.FirstNamesAgree(knownFirst, staff.FirstName);
            var last = PersonName.LastNamesShareAPart(knownLast, staff.LastName);
            return known.WorksHere ? first || last : first && last;
        }

        /// <summary>In the order of names, whatever the order of the directory: HR reads them, and the fingerprint of what HR saw must not change by itself.</summary>
        private List<KnownPerson> Leavers()
        {
            var missing = directory.Where(p => p.IsImported && p.WorksHere && !p.IsProtected && !met.Contains(p.Id))
                .OrderBy(p => DutchName.SortKey(p.FirstName, p.LastName), StringComparer.Ordinal).ThenBy(p => p.Id).ToList();
            if (rejected.Count == 0 || missing.Count == 0) return missing;

            var addresses = rejected.SelectMany(r => r.Hints.Emails).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var names = rejected.Where(r => r.Hints is { FirstName: not null, LastName: not null }).Select(r => FullName(r.Hints.FirstName!, r.Hints.LastName!)).ToHashSet();
            var halves = rejected.Select(r => r.Hints).Where(h => h.IsCutOff || (h.FirstName is null != h.LastName is null)).Take(MaxHalfRows + 1).ToList();

            // A file with hundreds of broken rows says nothing about who left.
            if (halves.Count > MaxHalfRows) return [.. missing.Where(p => displaced.Contains(p.Id))];
            return [.. missing.Where(p => displaced.Contains(p.Id)
                || !(addresses.Contains(p.Email) || names.Contains(FullName(p.FirstName, p.LastName)) || halves.Any(h => PointsAt(h, p))))];
        }

        /// <summary>Half a row: when in doubt somebody stays. The row is mended and next month's file says it.</summary>
        private static bool PointsAt(PersonHints half, KnownPerson person)
        {
            if (half.IsCutOff && half.Emails.Any(e => e.Length >= 3 && person.Email.StartsWith(e, StringComparison.OrdinalIgnoreCase))) return true;
            if (half.FirstName is null && half.LastName is null) return false;

            var first = half.FirstName is null || Same(half.FirstName, person.FirstName, half.IsCutOff && half.LastName is null);
            var last = half.LastName is null || Same(half.LastName, person.LastName, half.IsCutOff);
            return first && last;
        }

        private static string FullName(string first, string last) => DutchName.Fold($"{first} {last}");

        private static bool Same(string said, string name, bool mayBeHalf)
        {
            var (a, b) = (DutchName.Fold(said), DutchName.Fold(name));
            return mayBeHalf ? b.StartsWith(a, StringComparison.Ordinal) : a == b;
        }

        private IReadOnlyList<FieldChange> Differences(KnownPerson known, StaffRow staff) =>
            FieldChange.Between(known, known.ManagerId is { } id ? byId.GetValueOrDefault(id)?.Email : null, staff);

        private List<Mover> Movers(List<NewPerson> joining, List<ChangedPerson> staying, List<KnownPerson> leaving)
        {
            var idOf = directory.Where(p => p.WorksHere && !displaced.Contains(p.Id)).ToDictionary(p => p.Email, p => p.Id, StringComparer.OrdinalIgnoreCase);
            foreach (var (person, row, _) in staying) idOf[row.Staff.Email] = person.Id;
            foreach (var (row, _, _) in joining) idOf[row.Staff.Email] = Guid.NewGuid();

            Mover Of(StaffRow staff, bool isNew) => new(idOf[staff.Email], staff.FirstName, staff.LastName, staff.Email, isNew, new Position
            {
                EmployeeId = idOf[staff.Email], Team = staff.Team, JobTitle = staff.JobTitle, WorkLocation = staff.WorkLocation,
                ManagerId = staff.ManagerEmail is not null && idOf.TryGetValue(staff.ManagerEmail, out var manager) ? manager : null,
            });

            return
            [
                .. joining.Select(p => Of(p.Row.Staff, isNew: true)),
                .. staying.Where(p => !p.Person.WorksHere || p.Fields.Any(f => f.Field is StaffField.Team or StaffField.JobTitle or StaffField.WorkLocation or StaffField.ManagerEmail))
                    .Select(p => Of(p.Row.Staff, isNew: false)),
                .. leaving.Select(p => new Mover(p.Id, p.FirstName, p.LastName, p.Email, IsNew: false, Becomes: null)),
            ];
        }

        private void WarnOfCircles(Dictionary<string, string?> managerOf, HashSet<Guid> leaving)
        {
            var rowOf = rows.ToDictionary(r => r.Staff.Email, r => r.Number, StringComparer.OrdinalIgnoreCase);
            foreach (var person in directory.Where(p => p.WorksHere && !leaving.Contains(p.Id)))
            {
                managerOf.TryAdd(person.Email, person.ManagerId is { } id ? byId.GetValueOrDefault(id)?.Email : null);
            }

            foreach (var email in ManagerLinks.InACircle(managerOf))
            {
                if (rowOf.TryGetValue(email, out var number)) warnings.Add(new(number, ImportWarning.ManagerCycle, StaffField.ManagerEmail));
            }
        }

        /// <summary>A changed address looks like one leaver and one joiner. We say so; HR decides.</summary>
        private List<NewPerson> HintAtRenames(List<NewPerson> joining, List<KnownPerson> leaving)
        {
            var byFirstName = leaving.ToLookup(p => DutchName.Fold(p.FirstName));
            for (var i = 0; i < joining.Count; i++)
            {
                var staff = joining[i].Row.Staff;
                var was = joining[i].FormerHolder ?? byFirstName[DutchName.Fold(staff.FirstName)].FirstOrDefault(p =>
                    PersonName.LastNamesShareAPart(p.LastName, staff.LastName) || (p.Phone is not null && p.Phone == staff.Phone));
                if (was is null) continue;

                joining[i] = joining[i] with { PossiblyWas = was };
                warnings.Add(new(joining[i].Row.Number, ImportWarning.PossibleRename));
            }

            return joining;
        }
    }
}
