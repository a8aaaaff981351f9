namespace Intranet.Web.Notifications;

/// <summary>The words behind the bell: Dutch in NotificationsTexts.restext, English in NotificationsTexts.en.restext.</summary>
public sealed class NotificationsTexts;
