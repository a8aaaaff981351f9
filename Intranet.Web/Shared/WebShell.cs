using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;

namespace Intranet.Web.Shared;

/// <summary>What every page has in common: MVC, languages, anti-forgery, security headers, keys.</summary>
public static class WebShell
{
    public static readonly string[] Languages = ["nl", "en"];

    public static IServiceCollection AddWebShell(this IServiceCollection services, DataLocation location)
    {
        services.AddDataProtection().SetApplicationName("intranet").PersistKeysToFileSystem(location.Make(location.Keys));
        services.AddHttpContextAccessor();
        services.AddScoped<AuditTrail>();
        services.AddSingleton<PublicAddress>();
        services.AddLocalization();
        services.AddControllersWithViews(mvc =>
        {
            mvc.Filters.Add<RefusalFilter>();
            mvc.Filters.Add<TooLargeFilter>();
            mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
            mvc.ModelMetadataDetailsProviders.Add(new OwnValidationWords());
        }).AddViewLocalization().AddDataAnnotationsLocalization(forms => forms.DataAnnotationLocalizerProvider = FeatureTexts.For);

        // No controller is an [ApiController]; to find that out it makes the attributes of the whole assembly, one per view, for each
        // controller: a tenth of a second of every start.
        services.Remove(services.Single(s => s.ServiceType == typeof(IApplicationModelProvider) && s.ImplementationType?.Name == "ApiBehaviorApplicationModelProvider"));
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html", TurboStreams.ContentType];
            compression.Providers.Add(new PageBrotli());
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.AddRouting(routing => routing.LowercaseUrls = true);
        services.AddAntiforgery(forgery =>
        {
            forgery.HeaderName = "X-Csrf-Token";
            forgery.FormFieldName = "_csrf";
            forgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddOptions<AntiforgeryOptions>().Configure<SessionCookie>((forgery, session) =>
        {
            forgery.Cookie = new SameRulesCookie(session) { Name = session.Named("csrf"), SecurePolicy = CookieSecurePolicy.None };
        });
        services.Configure<RazorViewEngineOptions>(views => views.ViewLocationExpanders.Add(new FeatureViews()));
        services.AddRequestLocalization(languages =>
        {
            languages.SetDefaultCulture("nl").AddSupportedCultures(Languages).AddSupportedUICultures(Languages);
            languages.RequestCultureProviders = [new ChosenLanguage(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
        // Names and words go out as they are written, not as &#x131;: the pages are UTF-8.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddPace();
        services.AddSingleton<Assets>();
        services.AddSingleton<IUnreadCounts, UnreadNotices>();
        services.AddOptions<CookieTempDataProviderOptions>().Configure<SessionCookie>((temporary, session) =>
        {
            temporary.Cookie.Name = session.Named(Toasts.Cookie);
            temporary.Cookie.SecurePolicy = session.Options(null).Secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        return services;
    }

    public static void UseWebShell(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseExceptionHandler("/errors/500");
        app.UseStatusCodePagesWithReExecute("/errors/{0}");
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        // After who asks: their own choice of language comes first.
        app.UseRequestLocalization();
        app.UseAuthorization();
        app.UseGuestGate();
    }
}

/// <summary>
/// Brotli at quality 6, which the framework's own provider cannot be asked for: a timeline of 20 posts is an eighth smaller than at its
/// "optimal" 4, for half a millisecond; 7 and above cost ten times as much and give hardly more.
/// </summary>
internal sealed class PageBrotli : ICompressionProvider
{
    public string EncodingName => "br";
    public bool SupportsFlush => true;
    public Stream CreateStream(Stream outputStream) => new BrotliStream(outputStream, new BrotliCompressionOptions { Quality = 6 }, leaveOpen: true);
}
