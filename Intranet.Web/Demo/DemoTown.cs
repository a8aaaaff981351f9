using Intranet.Domain.Branding;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Demo;

/// <summary>
/// Fills an empty data directory with the made-up municipality of Lindewaard and a week of its work. All of it or nothing:
/// that the organisation is there says that the town is.
/// </summary>
internal sealed class DemoTown(
    IntranetDb db, ContentRuleSet rules, IStringLocalizer<AccountsTexts> texts, IEnumerable<IStaffFollower> followers, TimeProvider clock,
    DemoPeople people, DemoGroups groups, DemoTimeline timeline, DemoChats chats, DemoKey key)
{
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
        db.Add(HouseRules.Publish(1, HouseRulesIn("nl", stage), HouseRulesIn("en", stage), since));
        await db.SaveChangesAsync(cancel);
        foreach (var follower in followers) await follower.FollowAsync(cancel);
    }

    /// <summary>Those that every new intranet begins with.</summary>
    private CheckedText HouseRulesIn(string language, DemoStage stage)
    {
        using var speaking = Speak.In(language);
        return stage.Checked(texts["house-rules.default"], Surface.HouseRules);
    }
}
