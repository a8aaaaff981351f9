using Intranet.Domain.ContentRules;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;

namespace Intranet.Tests.Groups;

/// <summary>What may be done in a group, as plain objects.</summary>
public sealed class GroupRulesTests
{
    private static readonly DateTime Monday = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);
    private readonly Guid founder = Guid.CreateVersion7();
    private readonly Guid colleague = Guid.CreateVersion7();

    [Fact]
    public void A_founder_runs_the_group()
    {
        var group = Start(GroupAccess.Closed);
        Assert.True(group.IsRunBy(founder));
        Assert.False(group.Has(colleague));
    }

    [Theory]
    [InlineData(GroupAccess.Closed)]
    [InlineData(GroupAccess.Secret)]
    public void Nobody_joins_a_group_that_is_not_open_by_themselves(GroupAccess access) =>
        Assert.Equal("group-not-open", Assert.Throws<RuleBrokenException>(() => Start(access).Join(colleague, Monday)).Rule);

    [Fact]
    public void Joining_twice_is_one_membership()
    {
        var group = Start(GroupAccess.Open);
        group.Join(colleague, Monday);
        group.Join(colleague, Monday);
        Assert.Equal(2, group.Memberships.Count);
    }

    [Fact]
    public void The_last_admin_leaves_nobody_behind_without_an_heir()
    {
        var group = Start(GroupAccess.Open);
        group.Join(colleague, Monday);
        Assert.Equal("group-needs-admin", Assert.Throws<RuleBrokenException>(() => group.LetGo(founder, othersStay: true)).Rule);

        group.Appoint(colleague, GroupRole.Admin);
        group.LetGo(founder, othersStay: true);
        Assert.True(group.IsRunBy(colleague));
        Assert.False(group.Has(founder));
    }

    [Fact]
    public void The_last_member_may_leave_and_the_group_stays()
    {
        var group = Start(GroupAccess.Secret);
        group.LetGo(founder, othersStay: false);
        Assert.Empty(group.Memberships);
        Assert.False(group.IsArchived);
    }

    [Fact]
    public void The_last_admin_cannot_become_a_plain_member() =>
        Assert.Equal("group-needs-admin", Assert.Throws<RuleBrokenException>(() => Start(GroupAccess.Open).Appoint(founder, GroupRole.Member)).Rule);

    [Fact]
    public void Nobody_leaves_everyone_and_everyone_stays_open()
    {
        var everyone = Group.ForEveryone(Text("Alle collega's"), Monday);
        everyone.Admit(colleague, GroupRole.Member, MembershipSource.Rule, Monday);
        Assert.Throws<RuleBrokenException>(() => everyone.LetGo(colleague, othersStay: true));
        Assert.Throws<RuleBrokenException>(() => everyone.ChangeAccess(GroupAccess.Secret, alsoOldPosts: false, Monday));
        Assert.Throws<RuleBrokenException>(() => everyone.Archive(Monday));
    }

    [Fact]
    public void An_archived_group_admits_nobody_until_it_is_reopened()
    {
        var group = Start(GroupAccess.Open);
        group.Archive(Monday);
        Assert.False(group.MayPost(founder));
        Assert.Throws<RuleBrokenException>(() => group.Join(colleague, Monday));

        group.Reopen();
        group.Join(colleague, Monday);
        Assert.True(group.MayPost(colleague));
    }

    [Fact]
    public void In_an_announcement_group_only_admins_post()
    {
        var group = Group.Start(founder, Text("Nieuws"), Text(""), GroupAccess.Open, GroupKind.Announcement, "news", Monday);
        group.Join(colleague, Monday);
        Assert.True(group.MayPost(founder));
        Assert.False(group.MayPost(colleague));
    }

    [Theory]
    [InlineData(GroupAccess.Open, true)]
    [InlineData(GroupAccess.Closed, false)]
    [InlineData(GroupAccess.Secret, false)]
    public void Members_invite_only_where_anybody_may_join(GroupAccess access, bool memberInvites)
    {
        var group = Start(access);
        group.Admit(colleague, GroupRole.Member, MembershipSource.Hand, Monday);
        Assert.True(group.MayInvite(founder));
        Assert.Equal(memberInvites, group.MayInvite(colleague));
    }

    [Fact]
    public void Opening_a_group_keeps_old_posts_with_their_members_unless_an_admin_says_otherwise()
    {
        var quietly = Start(GroupAccess.Closed);
        quietly.ChangeAccess(GroupAccess.Open, alsoOldPosts: false, Monday);
        Assert.Equal(Monday, quietly.OpenSince);

        var fully = Start(GroupAccess.Closed);
        fully.ChangeAccess(GroupAccess.Open, alsoOldPosts: true, Monday);
        Assert.Equal(DateTime.UnixEpoch, fully.OpenSince);
    }

    [Fact]
    public void Who_comes_in_while_it_is_open_reads_from_its_opening_and_whom_an_admin_lets_in_or_appoints_reads_all()
    {
        var group = Start(GroupAccess.Closed);
        var (invited, heir) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        group.Admit(invited, GroupRole.Member, MembershipSource.Hand, Monday);
        group.ChangeAccess(GroupAccess.Open, alsoOldPosts: false, Monday);
        group.Join(colleague, Monday.AddDays(1));
        group.Join(heir, Monday.AddDays(1));
        group.Appoint(heir, GroupRole.Admin);
        group.ChangeAccess(GroupAccess.Closed, alsoOldPosts: false, Monday.AddDays(2));
        Assert.Equal([null, null, Monday, null], group.Memberships.Select(m => m.ReadsFrom));
        Assert.Null(group.Admit(Guid.CreateVersion7(), GroupRole.Member, MembershipSource.Hand, Monday.AddDays(3)).ReadsFrom);
        Assert.Null(Start(GroupAccess.Open).Join(colleague, Monday).ReadsFrom);
    }

    [Fact]
    public void It_can_be_said_later_that_old_posts_are_open_too()
    {
        var group = Start(GroupAccess.Secret);
        group.ChangeAccess(GroupAccess.Open, alsoOldPosts: false, Monday);
        group.ChangeAccess(GroupAccess.Open, alsoOldPosts: true, Monday.AddDays(1));
        Assert.Equal(DateTime.UnixEpoch, group.OpenSince);
    }

    [Fact]
    public void A_group_opens_after_all_that_was_written_in_it()
    {
        var group = Start(GroupAccess.Secret);
        group.SawPost(Monday.AddMilliseconds(3));
        group.ChangeAccess(GroupAccess.Open, alsoOldPosts: false, Monday);
        Assert.True(group.OpenSince > group.LastPostAt);
    }

    private Group Start(GroupAccess access) => Group.Start(founder, Text("Fietsen"), Text(""), access, GroupKind.Team, "bike", Monday.AddDays(-7));

    private static CheckedText Text(string text) => ((Allowed)new ContentRuleSet([]).Check(text, Surface.GroupName)).Text;
}
