using Intranet.Domain.ContentRules;

namespace Intranet.Domain.Branding;

/// <summary>The organisation that hosts this intranet and the choices it made. There is one row once the set-up is done.</summary>
public sealed class Organisation
{
    public const string DefaultColour = "#0b6179";

    /// <summary>In UTF-16 units, of the organisation's and the site's name.</summary>
    public const int MaxNameLength = 60;

    public int Id { get; private set; } = 1;

    /// <summary>"Gemeente Lindewaard".</summary>
    public string Name { get; private set; } = "";

    /// <summary>What people call the intranet: "Plein".</summary>
    public string SiteName { get; private set; } = "";

    /// <summary>One colour, #rrggbb; the whole theme follows from it.</summary>
    public string BrandColour { get; private set; } = DefaultColour;
    public Guid? LogoId { get; private set; }

    /// <summary>On by default; switching it off asks a reason and is audited.</summary>
    public bool RequiresSecondFactor { get; private set; } = true;

    /// <summary>Why it is not required; empty while it is.</summary>
    public string SecondFactorReason { get; private set; } = "";

    /// <summary><c>newest</c> or <c>activity</c>; a person may choose otherwise.</summary>
    public string FeedOrder { get; private set; } = "newest";

    /// <summary>Mail domains of the organisation, separated by spaces; other domains in a staff file are warned about.</summary>
    public string OwnDomains { get; private set; } = "";
    public DateTime SetUpAt { get; private set; }

    public static Organisation SetUp(CheckedText name, CheckedText siteName, string brandColour, DateTime now) =>
        new() { Name = name.Value, SiteName = siteName.Value, BrandColour = brandColour, SetUpAt = now };

    public void Rename(CheckedText name, CheckedText siteName)
    {
        Name = name.Value;
        SiteName = siteName.Value;
    }

    /// <param name="brandColour">#rrggbb, of a theme whose contrast was checked.</param>
    /// <param name="logoId">Null for the mark of the product.</param>
    public void Dress(string brandColour, Guid? logoId)
    {
        BrandColour = brandColour;
        LogoId = logoId;
    }

    /// <param name="reason">Why not, when it is no longer required.</param>
    public void RequireSecondFactor(bool required, CheckedText reason)
    {
        RequiresSecondFactor = required;
        SecondFactorReason = required ? "" : reason.Value;
    }

    public void OrderFeedBy(string order) => FeedOrder = order;

    public void Own(CheckedText domains) => OwnDomains = domains.Value;
}

/// <summary>A version of the house rules ("Afspraken en vragen"). A new version is asked of everybody again.</summary>
public sealed class HouseRules
{
    public const int MaxLength = 20_000;

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; private set; }

    /// <summary>Markdown.</summary>
    public string Dutch { get; private set; } = "";
    public string English { get; private set; } = "";
    public DateTime PublishedAt { get; private set; }

    public static HouseRules Publish(int version, CheckedText dutch, CheckedText english, DateTime now) =>
        new() { Version = version, Dutch = dutch.Value, English = english.Value, PublishedAt = now };
}

/// <summary>Somebody agreed to a version of the house rules.</summary>
public sealed class HouseRulesAcceptance
{
    public Guid EmployeeId { get; private set; }
    public int Version { get; private set; }
    public DateTime AcceptedAt { get; private set; }

    public static HouseRulesAcceptance Of(Guid employeeId, int version, DateTime now) =>
        new() { EmployeeId = employeeId, Version = version, AcceptedAt = now };
}
