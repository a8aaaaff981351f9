using System.Reflection;
using Intranet.Tests.Chat;
using Intranet.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Intranet.Tests.Security;

/// <summary>Whom a hub method answers.</summary>
internal enum HubRow
{
    /// <summary>Every colleague: it is about the asker alone.</summary>
    Self,

    /// <summary>Who takes part in the conversation.</summary>
    Participants,

    /// <summary>Who is in the group.</summary>
    Members,
}

/// <summary>One line for each method that a page may call over the live connection, as <see cref="Routes"/> has one for each address.</summary>
internal static class Hubs
{
    public static IReadOnlyDictionary<string, HubRow> Rows { get; } = new Dictionary<string, HubRow>
    {
        ["ChatHub.Send"] = HubRow.Participants,
        ["ChatHub.Edit"] = HubRow.Participants,
        ["ChatHub.Delete"] = HubRow.Participants,
        ["ChatHub.React"] = HubRow.Participants,
        ["ChatHub.Read"] = HubRow.Participants,
        ["ChatHub.MarkUnread"] = HubRow.Participants,
        ["ChatHub.Mute"] = HubRow.Participants,
        ["ChatHub.MuteExceptMentions"] = HubRow.Participants,
        ["ChatHub.SaveDraft"] = HubRow.Participants,
        ["ChatHub.Add"] = HubRow.Participants,
        ["ChatHub.Remove"] = HubRow.Participants,
        ["ChatHub.Appoint"] = HubRow.Participants,
        ["ChatHub.Rename"] = HubRow.Participants,
        ["ChatHub.Leave"] = HubRow.Participants,
        ["ChatHub.Typing"] = HubRow.Participants,
        ["ChatHub.StartInGroup"] = HubRow.Members,
        ["ChatHub.Start"] = HubRow.Self,
        ["ChatHub.Visible"] = HubRow.Self,
        ["ChatHub.Heads"] = HubRow.Self,
        ["ChatHub.Show"] = HubRow.Self,
        ["ChatHub.Watch"] = HubRow.Self,
    };

    public static IReadOnlyList<Type> All { get; } = [.. typeof(IntranetHost).Assembly.GetTypes().Where(t => typeof(Hub).IsAssignableFrom(t) && !t.IsAbstract)];

    public static IReadOnlyList<MethodInfo> Methods { get; } = [.. All.SelectMany(hub =>
        hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.GetBaseDefinition().DeclaringType == hub && !m.IsSpecialName))];
}

/// <summary>Every method of every hub: who is not in it hears that it does not exist.</summary>
[Collection<MatrixCollection>]
public sealed class HubMatrixTests(MatrixFixture matrix)
{
    public static TheoryData<string> Lines => [.. Hubs.Rows.Keys];

    [Fact]
    public void Every_hub_asks_for_a_session_and_every_hub_method_has_a_line()
    {
        Assert.NotEmpty(Hubs.All);
        Assert.All(Hubs.All, hub => Assert.NotNull(hub.GetCustomAttribute<AuthorizeAttribute>()));
        var methods = Hubs.Methods.Select(m => $"{m.DeclaringType!.Name}.{m.Name}").ToList();
        Assert.Equal(methods.Order(), Hubs.Rows.Keys.Order());
    }

    /// <summary>Groups of connections are the server's business: nobody joins one by its name.</summary>
    [Fact]
    public void No_hub_method_takes_the_name_of_a_group_of_connections() =>
        Assert.All(Hubs.Methods.SelectMany(m => m.GetParameters()), p => Assert.False(p.ParameterType == typeof(string) && p.Name!.Contains("group", StringComparison.OrdinalIgnoreCase)));

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Who_is_not_in_it_hears_what_they_hear_about_what_does_not_exist(string line)
    {
        if (Hubs.Rows[line] == HubRow.Self) return;

        var method = Hubs.Methods.Single(m => $"{m.DeclaringType!.Name}.{m.Name}" == line);
        var world = await matrix.WorldAsync(Domain.Groups.GroupAccess.Secret);
        await Task.WhenAll(new[] { Who.Outsider, Who.ExMember, Who.Invited, Who.Moderator, Who.Hr, Who.Administrator }.Select(async who =>
        {
            var page = await matrix.PageAsync(who);
            var forbidden = await LivePage.RefusedAsync(page.Hub.InvokeCoreAsync(method.Name, Arguments(method, world.Of("conversations"), world.Of("groups"))));
            var missing = await LivePage.RefusedAsync(page.Hub.InvokeCoreAsync(method.Name, Arguments(method, Guid.NewGuid(), Guid.NewGuid())));
            Assert.Equal("not-there", missing);
            Assert.Equal(missing, forbidden);
        }));
        await world.IsAsItWasAsync(matrix.App);
    }

    private static object?[] Arguments(MethodInfo method, Guid conversationId, Guid groupId) =>
        [.. method.GetParameters().Select(p => Argument(p.Name!, p.ParameterType, conversationId, groupId))];

    /// <summary>Something of the right kind; a request is a record, filled in the same way.</summary>
    private static object? Argument(string name, Type type, Guid conversationId, Guid groupId) => type switch
    {
        _ when name.Equals("conversationId", StringComparison.OrdinalIgnoreCase) => conversationId,
        _ when name.Equals("groupId", StringComparison.OrdinalIgnoreCase) => groupId,
        _ when Nullable.GetUnderlyingType(type) is not null => null,
        _ when type == typeof(Guid) => Guid.NewGuid(),
        _ when type == typeof(string) => "Mag ik erbij?",
        _ when type == typeof(long) => 1L,
        _ when type == typeof(bool) => true,
        _ when type.IsEnum => Enum.GetValues(type).GetValue(0),
        _ when type.IsArray => Array.CreateInstance(type.GetElementType()!, 0),
        _ => type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First() is var make
            ? make.Invoke([.. make.GetParameters().Select(p => Argument(p.Name!, p.ParameterType, conversationId, groupId))])
            : null,
    };
}
