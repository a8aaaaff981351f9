namespace Intranet.Web.Timeline;

/// <summary>The words of the timeline: Dutch in TimelineTexts.restext, English in TimelineTexts.en.restext.</summary>
public sealed class TimelineTexts;
