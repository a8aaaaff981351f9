namespace Intranet.Web.Groups;

/// <summary>The words of the group pages. Dutch stands in GroupsTexts.restext, English in GroupsTexts.en.restext.</summary>
public sealed class GroupsTexts;
