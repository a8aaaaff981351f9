using System.Text.Json;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Timeline;

namespace Intranet.Web.Demo;

/// <summary>What happened in the made-up municipality, as <c>week.json</c> tells it. People are named by the part of their address before the @.</summary>
/// <param name="ReadUntil">Who is behind, and since when: see <see cref="DemoTime"/>. Everybody else is up to date.</param>
/// <param name="Newcomers">Who came in lately, and when.</param>
internal sealed record DemoWeek(
    IReadOnlyDictionary<string, string> ReadUntil,
    IReadOnlyDictionary<string, string> Newcomers,
    IReadOnlyList<DemoGroup> Groups,
    IReadOnlyList<DemoPost> Posts,
    IReadOnlyList<DemoConversation> Conversations,
    IReadOnlyDictionary<string, DemoProfile> Profiles)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    /// <summary>Everybody who says something or runs a group.</summary>
    public IReadOnlySet<string> Heard => Posts.Select(p => p.Author)
        .Concat(Posts.SelectMany(p => p.Comments).Select(c => c.Author))
        .Concat(Conversations.SelectMany(c => c.Members))
        .Concat(Groups.SelectMany(g => g.Admins))
        .ToHashSet();

    public static DemoWeek Read()
    {
        using var file = Open("week.json");
        return JsonSerializer.Deserialize<DemoWeek>(file, Json)!;
    }

    /// <summary>The staff file, as HR of the town would upload it.</summary>
    public static Stream StaffFile() => Open("lindewaard.csv");

    /// <param name="path">Such as <c>people/n.bakker</c> or <c>scenes/markt</c>.</param>
    /// <returns>WebP; null when it was not drawn.</returns>
    public static Stream? Picture(string path) => typeof(DemoWeek).Assembly.GetManifestResourceStream($"Demo/Photos/{path}.webp");

    public static bool HasPicture(string path) => typeof(DemoWeek).Assembly.GetManifestResourceInfo($"Demo/Photos/{path}.webp") is not null;

    /// <param name="name">Such as <c>Verslag.docx</c>.</param>
    public static Stream Document(string name) => Open($"Documents/{name}");

    private static Stream Open(string name) =>
        typeof(DemoWeek).Assembly.GetManifestResourceStream($"Demo/{name}") ?? throw new InvalidOperationException($"The build left out Demo/{name}.");
}

/// <param name="Cover">Null leaves it without a picture.</param>
/// <param name="Folders">The names of its folders with the files in them; one without a name holds those that are in none.</param>
internal sealed record DemoGroup(
    string Key, string Name, string Icon, GroupKind Kind, GroupAccess Access, string Description,
    IReadOnlyList<string> Admins, IReadOnlyList<string> Members, string? Cover = null,
    IReadOnlyList<DemoRequest>? Requests = null, IReadOnlyList<DemoInvitation>? Invited = null, IReadOnlyDictionary<string, IReadOnlyList<string>>? Folders = null);

internal sealed record DemoRequest(string Person, string At, string Reason);

internal sealed record DemoInvitation(string Person, string By, string At);

/// <param name="At">See <see cref="DemoTime"/>.</param>
/// <param name="Reactions">How many of each; who gives them is drawn from those who may read it.</param>
/// <param name="ReadBy">How many say to have read an important post.</param>
internal sealed record DemoPost(
    string Group, string Author, string At, string Body, IReadOnlyDictionary<ReactionKind, int> Reactions, IReadOnlyList<DemoComment> Comments,
    string Title = "", IReadOnlyList<DemoImage>? Images = null, bool Pinned = false, int? ImportantDays = null, int ReadBy = 0,
    IReadOnlyList<string>? Files = null, IReadOnlyList<DemoOption>? Poll = null, DemoEvent? Event = null, bool Question = false, IReadOnlyList<DemoReport>? Reports = null);

/// <param name="Votes">How many choose it.</param>
internal sealed record DemoOption(string Text, int Votes);

/// <param name="Day">So many working days from now.</param>
/// <param name="From">Such as 12:15.</param>
internal sealed record DemoEvent(int Day, TimeOnly From, TimeOnly Until, string Location, int Coming, int Maybe);

internal sealed record DemoImage(string File, string Alt);

/// <param name="Answer">It answers the question, says who asked.</param>
internal sealed record DemoComment(string Author, string At, string Body, IReadOnlyDictionary<ReactionKind, int>? Reactions = null, bool Answer = false, IReadOnlyList<DemoReport>? Reports = null);

/// <summary>Somebody asks a moderator to look at it.</summary>
internal sealed record DemoReport(string Person, string At, ReportReason Reason, string Words = "");

/// <param name="Title">Null between two people.</param>
/// <param name="Unread">How many of the last messages this person has not read yet; everybody else is up to date.</param>
internal sealed record DemoConversation(
    IReadOnlyList<string> Members, IReadOnlyList<DemoMessage> Messages, string? Title = null, IReadOnlyDictionary<string, int>? Unread = null);

internal sealed record DemoMessage(string At, string From, string Text);

/// <param name="WorkingDays">Monday is 1, Tuesday 2, Wednesday 4 and so on.</param>
internal sealed record DemoProfile(string About, string AskMeAbout, int WorkingDays);
