using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Directory;

/// <summary>The life of an account: see product.md. What comes back from <see cref="Deactivated"/> is <see cref="Invited"/> again.</summary>
public enum EmployeeState
{
    /// <summary>Known from the staff file; has not chosen a password yet.</summary>
    Invited,
    Active,

    /// <summary>Left: sessions ended, content stays.</summary>
    Deactivated,

    /// <summary>Profile wiped; content stays under "former colleague".</summary>
    Former,
    Erased,
}

/// <summary>What HR knows about a colleague: seven of the eight fields; the eighth is the manager.</summary>
/// <param name="LastName">With its prefix: "van der Berg".</param>
/// <param name="Email">Lower case; the sign-in name. It need not receive mail.</param>
/// <param name="Phone">E.164, or null.</param>
public sealed record EmployeeDetails(
    CheckedText FirstName,
    CheckedText LastName,
    CheckedText Email,
    string? Phone,
    CheckedText JobTitle,
    CheckedText Team,
    CheckedText WorkLocation);

/// <summary>A colleague. HR owns the eight fields; people themselves add the rest.</summary>
public sealed class Employee
{
    public const int MaxNameLength = 100;
    public const int MaxFieldLength = 150;
    public const int MaxAboutLength = 2_000;

    /// <summary>Under what name the words of somebody stand who left for good.</summary>
    public const string FormerName = "Oud-collega";

    /// <summary>How the address ends of a closed account whose own address went to somebody else.</summary>
    public const string GivenUp = "@given-up.invalid";

    public Guid Id { get; private set; }
    public string FirstName { get; private set; } = "";
    public string LastName { get; private set; } = "";

    /// <summary>Sorts as Dutch names are sorted: "van der Meer" under M. See <see cref="DutchName"/>.</summary>
    public string SortKey { get; private set; } = "";

    /// <summary>
    /// What the directory searches in: the words of name, job title, team, location and own topics without accents, in lower case,
    /// with a space before each, so that " wor" finds whatever starts like that. A shielded colleague's location is not in it.
    /// </summary>
    public string SearchText { get; private set; } = "";
    public string Email { get; private set; } = "";
    public string? Phone { get; private set; }
    public string JobTitle { get; private set; } = "";
    public string Team { get; private set; } = "";
    public string WorkLocation { get; private set; } = "";
    public Guid? ManagerId { get; private set; }
    public Employee? Manager { get; private set; }

    /// <summary>Comes from the staff file, so the staff file may deactivate it. Local accounts are left alone.</summary>
    public bool IsImported { get; private set; }

    /// <summary>The organisation that somebody is a guest of; null for colleagues. See <see cref="GuestId"/>.</summary>
    public string? GuestOf { get; private set; }
    public EmployeeState State { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime? ActivatedAt { get; private set; }
    public DateTime? DeactivatedAt { get; private set; }

    /// <summary>A threatened colleague: phone, location, photo and working days are shown to nobody but HR.</summary>
    public bool IsShielded { get; private set; }
    public Guid? PhotoId { get; private set; }
    public string About { get; private set; } = "";
    public string AskMeAbout { get; private set; } = "";

    /// <summary>Monday is 1, Tuesday 2, Wednesday 4 and so on; 0 is not filled in.</summary>
    public int WorkingDays { get; private set; }

    /// <summary>First and last day of absence, or null. A reason is never asked.</summary>
    public DateOnly? AbsentFrom { get; private set; }
    public DateOnly? AbsentUntil { get; private set; }

    /// <summary>Who answers meanwhile.</summary>
    public Guid? StandInId { get; private set; }
    public Preferences Preferences { get; private set; } = new();

    public string Name => LastName.Length == 0 ? FirstName : $"{FirstName} {LastName}";
    public bool MaySignIn => State == EmployeeState.Active;

    public static Employee Invite(EmployeeDetails details, bool isImported, DateTime now)
    {
        var employee = new Employee { Id = Guid.CreateVersion7(), IsImported = isImported, State = EmployeeState.Invited, CreatedAt = now };
        employee.Correct(details);
        return employee;
    }

    /// <summary>Somebody of another organisation, who sees the groups that they are brought into and nothing else. No staff file knows of them.</summary>
    public static Employee InviteGuest(CheckedText firstName, CheckedText lastName, CheckedText email, CheckedText jobTitle, CheckedText organisation, DateTime now)
    {
        var guest = new Employee { Id = GuestId.New(), GuestOf = organisation.Value, State = EmployeeState.Invited, CreatedAt = now };
        guest.Correct(new(firstName, lastName, email, null, jobTitle, CheckedText.Empty, CheckedText.Empty));
        return guest;
    }

    /// <summary>Takes over what HR says, from the staff file or by hand.</summary>
    public void Correct(EmployeeDetails details)
    {
        FirstName = details.FirstName.Value;
        LastName = details.LastName.Value;
        Email = details.Email.Value;
        Phone = details.Phone;
        JobTitle = details.JobTitle.Value;
        Team = details.Team.Value;
        WorkLocation = details.WorkLocation.Value;
        SortKey = DutchName.SortKey(FirstName, LastName);
        SearchText = SearchWords();
    }

    /// <summary>Nobody is their own manager: that is emptied.</summary>
    public void ReportTo(Guid? managerId) => ManagerId = managerId == Id ? null : managerId;

    /// <summary>The account was claimed: a password is set and the house rules are accepted.</summary>
    public void Activate(DateTime now)
    {
        State = EmployeeState.Active;
        ActivatedAt ??= now;
        DeactivatedAt = null;
    }

    public void Deactivate(DateTime now)
    {
        State = EmployeeState.Deactivated;
        DeactivatedAt = now;
    }

    /// <summary>Comes back after leaving: the same account, to be claimed again.</summary>
    public void ComeBack()
    {
        State = EmployeeState.Invited;
        DeactivatedAt = null;
    }

    /// <summary>Somebody else has this address now. The account is closed, and nobody signs in with what it gets instead.</summary>
    public void GiveUpAddress() => Email = $"{Id:N}{GivenUp}";

    /// <summary>Has the address again that was given to somebody else by mistake.</summary>
    public void TakeBackAddress(CheckedText email) => Email = email.Value;

    /// <summary>The leaving was a mistake in the staff file: the account is as it was, password and all.</summary>
    public void NeverLeft(EmployeeState before)
    {
        State = before;
        DeactivatedAt = null;
    }

    /// <summary>Left for good: nothing about the person stays, and what they wrote stands under "former colleague".</summary>
    /// <exception cref="RuleBrokenException">The account is not closed yet.</exception>
    public void BecomeFormer()
    {
        if (State != EmployeeState.Deactivated) throw new RuleBrokenException("not-deactivated");
        Wipe(EmployeeState.Former);
    }

    /// <summary>Never came in, so there is nothing to keep; or was a former colleague long enough.</summary>
    /// <exception cref="RuleBrokenException">Somebody who came in leaves first.</exception>
    public void Erase()
    {
        if (State is not (EmployeeState.Invited or EmployeeState.Former) || (State == EmployeeState.Invited && ActivatedAt is not null)) throw new RuleBrokenException("not-former");
        Wipe(EmployeeState.Erased);
    }

    /// <summary>A shielded colleague's photo goes away; afterwards they may choose one again.</summary>
    public void Shield(bool shielded)
    {
        IsShielded = shielded;
        if (shielded) PhotoId = null;
        SearchText = SearchWords();
    }

    public void TellAboutSelf(CheckedText about, CheckedText askMeAbout, int workingDays)
    {
        About = about.Value;
        AskMeAbout = askMeAbout.Value;
        WorkingDays = workingDays & 0b111_1111;
        SearchText = SearchWords();
    }

    /// <summary>A rule objects to one of the words about somebody after all: they are kept, and searched in, without it.</summary>
    /// <param name="field">The name of one of the properties.</param>
    /// <param name="words">What stands there from now on.</param>
    public void Reword(string field, CheckedText words)
    {
        switch (field)
        {
            case nameof(FirstName): FirstName = words.Value; break;
            case nameof(LastName): LastName = words.Value; break;
            case nameof(JobTitle): JobTitle = words.Value; break;
            case nameof(Team): Team = words.Value; break;
            case nameof(WorkLocation): WorkLocation = words.Value; break;
            case nameof(Email): Email = words.Value; break;
            case nameof(Phone): Phone = words.Value; break;
            case nameof(About): About = words.Value; break;
            case nameof(AskMeAbout): AskMeAbout = words.Value; break;
            case nameof(GuestOf): GuestOf = words.Value; break;
            default: throw new ArgumentOutOfRangeException(nameof(field));
        }

        SortKey = DutchName.SortKey(FirstName, LastName);
        SearchText = SearchWords();
    }

    /// <summary>Without days there is no absence; nobody stands in for themselves.</summary>
    /// <exception cref="RuleBrokenException">The last day is before the first.</exception>
    public void BeAbsent(DateOnly? from, DateOnly? until, Guid? standInId)
    {
        if (from is { } first && until is { } last && last < first) throw new RuleBrokenException("absence-ends-before-it-begins");
        (AbsentFrom, AbsentUntil) = (from ?? until, until);
        StandInId = AbsentFrom is null || standInId == Id ? null : standInId;
    }

    public bool IsAbsentOn(DateOnly day) => AbsentFrom <= day && (AbsentUntil is null || AbsentUntil >= day);

    /// <exception cref="RuleBrokenException">HR shields this colleague.</exception>
    public void ShowPhoto(Guid? fileId)
    {
        if (IsShielded && fileId is not null) throw new RuleBrokenException("photo-shielded");
        PhotoId = fileId;
    }

    public void Prefer(Preferences preferences) => Preferences = preferences;

    private void Wipe(EmployeeState state)
    {
        GiveUpAddress();
        (FirstName, LastName, Phone, JobTitle, Team, WorkLocation) = (FormerName, "", null, "", "", "");
        (About, AskMeAbout, WorkingDays, PhotoId, ManagerId, IsShielded) = ("", "", 0, null, null, false);
        (AbsentFrom, AbsentUntil, StandInId) = (null, null, null);
        (SortKey, SearchText, Preferences) = ("", "", new());
        State = state;
    }

    private string SearchWords() =>
        $" {string.Join(' ', DutchName.Words($"{FirstName} {LastName} {JobTitle} {Team} {(IsShielded ? "" : WorkLocation)} {AskMeAbout}"))}";
}

/// <summary>How one person likes to see the product. Null follows the browser or the organisation.</summary>
public sealed record Preferences
{
    /// <summary><c>nl</c> or <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary><c>light</c> or <c>dark</c>.</summary>
    public string? Theme { get; init; }

    /// <summary>0 (normal) to 3 (largest).</summary>
    public int TextSize { get; init; }
    public bool LegibleFont { get; init; }
    public bool LessMotion { get; init; }

    /// <summary>No mail about notices; mail about the account itself always comes.</summary>
    public bool WithoutMail { get; init; }

    /// <summary><c>newest</c> or <c>activity</c>.</summary>
    public string? FeedOrder { get; init; }
}
