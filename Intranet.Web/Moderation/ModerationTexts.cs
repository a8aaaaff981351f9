namespace Intranet.Web.Moderation;

/// <summary>The words of removals, reports and decisions.</summary>
public sealed class ModerationTexts;
