using Microsoft.Extensions.Localization;

namespace Intranet.Web.Shared;

/// <summary>The texts for what a form's attributes object to: those of its feature (the class named …Texts beside it), else the shared ones.</summary>
internal sealed class FeatureTexts(IStringLocalizer own, IStringLocalizer shared) : IStringLocalizer
{
    public LocalizedString this[string name] => own[name] is { ResourceNotFound: false } found ? found : shared[name];

    public LocalizedString this[string name, params object[] arguments] =>
        own[name] is { ResourceNotFound: false } ? own[name, arguments] : shared[name, arguments];

    public static IStringLocalizer For(Type form, IStringLocalizerFactory factory)
    {
        var shared = factory.Create(typeof(SharedTexts));
        var feature = Array.Find(form.Assembly.GetTypes(), t => t.Namespace == form.Namespace && t.Name.EndsWith("Texts", StringComparison.Ordinal) && t != typeof(FeatureTexts));
        return feature is null ? shared : new FeatureTexts(factory.Create(feature), shared);
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        own.GetAllStrings(includeParentCultures).Concat(shared.GetAllStrings(includeParentCultures));
}
