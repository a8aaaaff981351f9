namespace Intranet.Web.Settings;

public sealed class SettingsTexts;
