using System.Globalization;

namespace Intranet.Web.Shared;

/// <summary>Outside a request, words come in the reader's language.</summary>
public static class Speak
{
    /// <param name="language"><c>nl</c> or <c>en</c>; null is Dutch.</param>
    /// <returns>Dispose it to speak as before.</returns>
    public static IDisposable In(string? language)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language ?? "nl");
        return new Before(before.CurrentCulture, before.CurrentUICulture);
    }

    private sealed class Before(CultureInfo culture, CultureInfo uiCulture) : IDisposable
    {
        public void Dispose()
        {
            CultureInfo.CurrentCulture = culture;
            CultureInfo.CurrentUICulture = uiCulture;
        }
    }
}
