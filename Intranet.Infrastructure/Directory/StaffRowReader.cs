using System.Globalization;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;

namespace Intranet.Infrastructure.Directory;

/// <summary>What the lines of a file say about people: who can be imported, who stays out and why, and what to warn about.</summary>
/// <param name="Total">Data rows, rejected ones too.</param>
/// <param name="Judged">What the content rules said of each value, so that nobody has to ask twice.</param>
public sealed record StaffRows(
    IReadOnlyList<ImportRow> Rows, IReadOnlyList<RejectedRow> Rejected, IReadOnlyList<RowWarning> Warnings, int Total, IReadOnlyDictionary<string, RuleCheck> Judged);

/// <summary>Turns the lines of a staff file into people, by the mapping that HR saw. Values never leave it except in the rows.</summary>
public sealed class StaffRowReader(ContentRuleSet rules, TimeProvider clock)
{
    private const int FirstRealYear = 1950;

    /// <summary>Without accents and capitals.</summary>
    private static readonly HashSet<string> NoLongerHere = new(StringComparer.Ordinal)
    {
        "inactive", "inactief", "niet actief", "not active", "terminated", "deactivated", "disabled", "uit dienst", "uitdienst", "uit-dienst", "vertrokken", "beeindigd", "ontslagen",
        "met pensioen", "gepensioneerd", "retired", "resigned", "ended", "left", "former", "nee", "no", "false", "onwaar", "n", "t", "i", "0",
    };

    /// <param name="ownDomains">Addresses elsewhere are warned about; when empty, those outside the file's most common domain.</param>
    /// <exception cref="StaffFileRefusedException">No column fills a field that we cannot do without.</exception>
    public StaffRows Read(StaffFile file, ImportMapping mapping, IReadOnlyCollection<string> ownDomains)
    {
        if (mapping.Missing.Count > 0) throw new StaffFileRefusedException(FileRefusal.ColumnMissing);
        return new Reading(file, mapping, ownDomains, rules, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)).Run();
    }

    /// <summary>One file being read; the lists grow as it goes.</summary>
    private sealed class Reading(StaffFile file, ImportMapping mapping, IReadOnlyCollection<string> ownDomains, ContentRuleSet rules, DateOnly today)
    {
        private readonly List<ImportRow> rows = [];
        private readonly List<RejectedRow> rejected = [];
        private readonly List<RowWarning> warnings = [];
        private readonly Dictionary<string, int> rowOfEmail = [];
        private readonly Dictionary<string, RuleCheck> judged = [];
        private readonly int[] columnOf = [.. Enum.GetValues<ColumnRole>().Select(mapping.Of)];
        private readonly IReadOnlyList<int>[] columnsOf = [.. Enum.GetValues<ColumnRole>().Select(mapping.AllOf)];
        private bool isDoubleEncoded;

        public StaffRows Run()
        {
            isDoubleEncoded = IsDoubleEncoded();
            foreach (var _ in mapping.ForbiddenColumns) warnings.Add(new(0, ImportWarning.ForbiddenColumn));
            foreach (var line in file.Lines)
            {
                if (line.Shape != LineShape.Whole) RejectBroken(line);
                else if (!HasLeft(line)) ReadPerson(line);
            }

            WarnOfOtherDomains();
            return new StaffRows(rows, rejected, warnings, file.Lines.Count, judged);
        }

        private void ReadPerson(StaffLine line)
        {
            var (first, last) = ReadName(line);
            var email = FirstCell(line, ColumnRole.Email);
            var job = Cell(line, ColumnRole.JobTitle);
            var team = Cell(line, ColumnRole.Team);
            var location = Cell(line, ColumnRole.WorkLocation);
            var manager = Cell(line, ColumnRole.Manager).Value;

            var (address, noAddress) = EmailReader.Read(email.Value);
            var numbered = FieldWithPersonalNumber(line, first.Value, last.Value, email.Value, job.Value, team.Value, location.Value, manager);
            var reason = numbered is not null ? RejectReason.PersonalNumber
                : noAddress ?? (first.Value.Length == 0 ? RejectReason.FirstNameMissing : last.Value.Length == 0 ? RejectReason.LastNameMissing : null);
            var field = numbered ?? reason switch
            {
                RejectReason.FirstNameMissing => StaffField.FirstName,
                RejectReason.LastNameMissing => StaffField.LastName,
                not null => StaffField.Email,
                null => (StaffField?)null,
            };
            if (reason is null && rowOfEmail.TryGetValue(address!, out var other))
            {
                rejected.Add(new(line.Number, RejectReason.EmailDuplicateInFile, Hints(), ShownName(first.Value, last.Value), StaffField.Email, other));
                return;
            }

            if (reason is not null)
            {
                rejected.Add(new(line.Number, reason, Hints(), ShownName(first.Value, last.Value), field));
                return;
            }

            rowOfEmail.Add(address!, line.Number);
            rows.Add(new ImportRow(
                line.Number,
                new StaffRow(
                    Kept(line, first, StaffField.FirstName, Employee.MaxNameLength),
                    Kept(line, last, StaffField.LastName, Employee.MaxNameLength),
                    address!,
                    ReadPhone(line),
                    Kept(line, job, StaffField.JobTitle, Employee.MaxFieldLength),
                    Kept(line, team, StaffField.Team, Employee.MaxFieldLength),
                    Kept(line, location, StaffField.WorkLocation, Employee.MaxFieldLength),
                    null),
                manager,
                Cell(line, ColumnRole.StaffId).Value));

            PersonHints Hints() => new(AddressesIn(email.Value), NullIfEmpty(first.Value), NullIfEmpty(last.Value));
        }

        private (CellText First, CellText Last) ReadName(StaffLine line)
        {
            var full = Cell(line, ColumnRole.FullName);
            if (full.Value.Length > 0)
            {
                var (first, last) = PersonName.Split(full.Value);
                return (full with { Value = first }, full with { Value = PersonName.MendQuote(last) });
            }

            var own = FirstCell(line, ColumnRole.LastName);
            var prefix = PersonName.MendQuote(Cell(line, ColumnRole.LastNamePrefix).Value);
            var name = PersonName.Last(prefix, PersonName.MendQuote(own.Value));
            if (PersonName.ReadUsage(Cell(line, ColumnRole.NameUsage).Value) is { } usage)
            {
                var partner = PersonName.Last(Cell(line, ColumnRole.PartnerPrefix).Value, Cell(line, ColumnRole.PartnerName).Value);
                name = PersonName.Combine(usage, name, partner);
            }

            return (FirstCell(line, ColumnRole.FirstName), own with { Value = name });
        }

        /// <summary>
        /// The first field in which a citizen number stands. What the content rules block is one; so is a cell that holds a passing
        /// number and nothing else. What they would ask an author about is reported and let through (content-rules.md). In the
        /// phone's column only a label tells it from a phone number, and ids of managers may pass the test by chance.
        /// </summary>
        private StaffField? FieldWithPersonalNumber(StaffLine line, string first, string last, string email, string job, string team, string location, string manager)
        {
            if (HoldsNumber(first)) return StaffField.FirstName;
            if (HoldsNumber(last)) return StaffField.LastName;
            if (HoldsNumber(email) || IsBareNumber(email.Split('@')[0])) return StaffField.Email;
            if (Cells(line, ColumnRole.Phone).Any(phone => phone.Value.Any(char.IsLetter) && Judge(phone.Value) is Refused)) return StaffField.Phone;
            if (HoldsNumber(job)) return StaffField.JobTitle;
            if (HoldsNumber(team)) return StaffField.Team;
            if (HoldsNumber(location)) return StaffField.WorkLocation;
            var managerHasNumber = columnOf[(int)ColumnRole.StaffId] >= 0 ? Judge(manager) is Refused : HoldsNumber(manager);
            return managerHasNumber ? StaffField.ManagerEmail : null;
        }

        private bool HoldsNumber(string text) => Judge(text) is Refused || IsBareNumber(text);

        private static bool IsBareNumber(string text) =>
            text.Length is >= 9 and <= 20 && text.Count(char.IsAsciiDigit) == 9 && ColumnEvidence.IsCitizenNumber(text);

        /// <summary>Each different text once: teams and locations repeat by the thousand.</summary>
        private RuleCheck? Judge(string text)
        {
            if (text.Length == 0) return null;
            if (judged.TryGetValue(text, out var known)) return known;
            return judged[text] = rules.Check(text, Surface.Import);
        }

        private string Kept(StaffLine line, CellText cell, StaffField field, int maxLength)
        {
            var text = cell.Value;
            var lostLetters = field is StaffField.FirstName or StaffField.LastName && text.Contains('?', StringComparison.Ordinal);
            if (cell.IsSuspicious || lostLetters || Judge(text) is NeedsConfirmation) warnings.Add(new(line.Number, ImportWarning.SuspiciousValue, field));
            if (cell.IsDoubleEncoded) warnings.Add(new(line.Number, ImportWarning.LooksDoubleEncoded, field));
            if (text.Length <= maxLength) return text;

            warnings.Add(new(line.Number, ImportWarning.ValueTooLong, field));
            var end = char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength;
            return text[..end].TrimEnd();
        }

        /// <summary>The first number that can be read: an extension in one column often has a mobile beside it.</summary>
        private string? ReadPhone(StaffLine line)
        {
            (string? Number, string? Warning) read = default;
            foreach (var cell in Cells(line, ColumnRole.Phone))
            {
                var (number, warning) = PhoneReader.Read(cell.Value);
                read = (number, number is null ? read.Warning ?? warning : warning);
                if (number is not null) break;
            }

            if (read.Warning is not null) warnings.Add(new(line.Number, read.Warning, StaffField.Phone));
            return read.Number;
        }

        private bool HasLeft(StaffLine line)
        {
            if (NoLongerHere.Contains(DutchName.Fold(Cell(line, ColumnRole.Status).Value))) return true;

            // 01-01-1900 is how some systems write that there is no last day.
            return DayReader.TryReadDay(Cell(line, ColumnRole.EndDate).Value, out var last) && last < today && last.Year >= FirstRealYear;
        }

        /// <summary>A row with too few or too many cells. What it may say about whom is kept for the sake of the leavers only.</summary>
        private void RejectBroken(StaffLine line)
        {
            var texts = line.Cells.Where(c => !string.IsNullOrWhiteSpace(c)).Select(c => CellText.Of(c, isDoubleEncoded).Value).ToList();
            var emails = texts.SelectMany(AddressesIn).ToList();
            if (line.Shape == LineShape.TooLong)
            {
                rejected.Add(new(line.Number, RejectReason.ColumnCount, new PersonHints(emails, null, null)));
                return;
            }

            var (first, last) = ReadName(line);
            var email = FirstCell(line, ColumnRole.Email).Value.ToLowerInvariant();
            var hints = new PersonHints(email.Length > 0 ? [.. emails, email] : emails, NullIfEmpty(first.Value), NullIfEmpty(last.Value), IsCutOff: true);
            rejected.Add(new(line.Number, RejectReason.ColumnCount, hints, ShownName(first.Value, last.Value)));
        }

        private void WarnOfOtherDomains()
        {
            if (rows.Count == 0) return;
            IReadOnlyCollection<string> own = ownDomains;
            if (own.Count == 0)
            {
                var counts = rows.CountBy(r => EmailReader.Domain(r.Staff.Email)).ToList();
                var most = counts.Max(c => c.Value);
                own = [.. counts.Where(c => c.Value == most).Select(c => c.Key)];
            }

            foreach (var row in rows)
            {
                var domain = EmailReader.Domain(row.Staff.Email);
                if (!own.Any(o => domain == o || domain.EndsWith("." + o, StringComparison.Ordinal))) warnings.Add(new(row.Number, ImportWarning.EmailOutsideDomain, StaffField.Email));
            }
        }

        /// <summary>Every letter with a mark looks wrong and none looks right: the file was encoded twice as a whole.</summary>
        private bool IsDoubleEncoded()
        {
            var looksWrong = false;
            foreach (var line in file.Lines)
            {
                foreach (var cell in line.Cells)
                {
                    if (cell is null || System.Text.Ascii.IsValid(cell)) continue;
                    if (TextEncoding.MendDoubleEncoding(cell.Trim()) is null) return false;
                    looksWrong = true;
                }
            }

            return looksWrong;
        }

        /// <summary>What stands in the column with this role; where that is empty, in one that stands in for it.</summary>
        private CellText FirstCell(StaffLine line, ColumnRole role) => Cells(line, role).FirstOrDefault(CellText.Empty);

        /// <summary>The cells with this role that hold something, the best first.</summary>
        private IEnumerable<CellText> Cells(StaffLine line, ColumnRole role) =>
            columnsOf[(int)role].Select(column => CellText.Of(line.Cells[column], isDoubleEncoded)).Where(cell => cell.Value.Length > 0);

        private CellText Cell(StaffLine line, ColumnRole role) =>
            columnOf[(int)role] is >= 0 and var column ? CellText.Of(line.Cells[column], isDoubleEncoded) : CellText.Empty;

        private static List<string> AddressesIn(string text) => text.Contains('@')
            ? [.. text.Split([' ', ';', ',', '<', '>', '/', '|', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(part => part.Contains('@')).Select(part => part.ToLower(CultureInfo.InvariantCulture))]
            : [];

        /// <summary>A name with a digit in it may hold what must not be shown.</summary>
        private static string? ShownName(string first, string last)
        {
            var name = $"{first} {last}".Trim();
            return name.Length == 0 || name.Length > Employee.MaxNameLength || name.Any(char.IsDigit) ? null : name;
        }

        private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
    }
}
