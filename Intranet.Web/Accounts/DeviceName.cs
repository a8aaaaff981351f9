namespace Intranet.Web.Accounts;

/// <summary>Browser and system in a few words, so that people recognise their own devices.</summary>
public static class DeviceName
{
    // Order matters: Edge and Opera say Chrome too, Chrome says Safari, Android says Linux, iPhones say Mac OS X.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux")];

    /// <returns>"Firefox, Windows"; empty when neither is known.</returns>
    public static string From(string? userAgent)
    {
        var agent = userAgent ?? "";
        return string.Join(", ", new[] { Find(Browsers, agent), Find(Systems, agent) }.Where(name => name is not null));
    }

    private static string? Find((string Mark, string Name)[] known, string agent) =>
        Array.Find(known, k => agent.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
