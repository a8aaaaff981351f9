using Microsoft.Extensions.Localization;

namespace Intranet.Web.Shared;

/// <summary>Where the texts of a feature are found: the class named …Texts beside its forms and controllers.</summary>
internal static class FeatureTexts
{
    /// <summary>The texts for what a form's attributes object to: an ErrorMessage is a key in them.</summary>
    public static IStringLocalizer For(Type form, IStringLocalizerFactory factory) => factory.Create(
        Array.Find(form.Assembly.GetTypes(), t => t.Namespace == form.Namespace && t.Name.EndsWith("Texts", StringComparison.Ordinal)) ?? typeof(SharedTexts));
}
