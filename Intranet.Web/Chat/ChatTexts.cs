namespace Intranet.Web.Chat;

/// <summary>Words of chat. Dutch stands in ChatTexts.restext, English in ChatTexts.en.restext.</summary>
public sealed class ChatTexts;
