using Intranet.Domain.Branding;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Demo;

/// <summary>
/// Fills an empty data directory with the made-up municipality of Lindewaard and a week of its work. All of it or nothing:
/// that the organisation is there says that the town is.
/// </summary>
internal sealed class DemoTown(
    IntranetDb db, ContentRuleSet rules, IEnumerable<IStaffFollower> followers, TimeProvider clock, DemoPeople people, DemoGroups groups, DemoTimeline timeline, DemoChats chats, DemoKey key)
{
    private const string HouseRulesDutch = """
        Plein is van ons allemaal. Zo houden we het prettig en veilig:

        - Zet er geen persoonsgegevens of geheime informatie op, van inwoners of collega's. Geen namen van cliënten, geen lijsten.
        - Deel nooit een wachtwoord of een code, ook niet in een chat.
        - Schrijf zoals je praat als de ander tegenover je zit.
        - Log uit als je een gedeelde computer gebruikt.
        - Zie je iets dat niet klopt? Meld het, of bel de functionaris gegevensbescherming.
        """;

    private const string HouseRulesEnglish = """
        Plein belongs to all of us. This is how we keep it pleasant and safe:

        - No personal data or secret information, of residents or colleagues. No names of clients, no lists.
        - Never share a password or a code, not in a chat either.
        - Write the way you talk when the other sits across from you.
        - Sign out on a shared computer.
        - Something wrong? Report it, or call the data protection officer.
        """;

    /// <returns>False when the town was there already: what visitors did in it stays.</returns>
    public async Task<bool> FillAsync(CancellationToken cancel)
    {
        if (await db.Organisations.AnyAsync(cancel)) return false;

        await db.WriteAsync(async () =>
        {
            var stage = new DemoStage(DemoWeek.Read(), clock.UtcNow(), rules);
            await FoundAsync(stage, cancel);
            await people.FillAsync(stage, cancel);
            await groups.FillAsync(stage, cancel);
            await timeline.FillAsync(stage, cancel);
            await chats.FillAsync(stage, cancel);
            await key.SetUpAsync(stage.People[DemoAccounts.Administrator].Id, cancel);
        }, cancel);
        return true;
    }

    private async Task FoundAsync(DemoStage stage, CancellationToken cancel)
    {
        var since = stage.Now.AddDays(-90);
        var organisation = Organisation.SetUp(
            stage.Checked("Gemeente Lindewaard", Surface.Settings), stage.Checked("Plein", Surface.Settings), Organisation.DefaultColour, since);
        organisation.Own(stage.Checked("lindewaard.example", Surface.Settings));

        // A visitor must be able to look around without a phone at hand. In real use it is required.
        organisation.RequireSecondFactor(false, stage.Checked("Demo: rondkijken kan zonder telefoon.", Surface.Reason));
        db.Add(organisation);
        db.Add(HouseRules.Publish(1, stage.Checked(HouseRulesDutch, Surface.HouseRules), stage.Checked(HouseRulesEnglish, Surface.HouseRules), since));
        await db.SaveChangesAsync(cancel);
        foreach (var follower in followers) await follower.FollowAsync(cancel);
    }
}
