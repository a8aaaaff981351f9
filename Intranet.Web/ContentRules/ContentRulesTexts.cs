namespace Intranet.Web.ContentRules;

public sealed class ContentRulesTexts;
