using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Threading.RateLimiting;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Intranet.Web.Shared;

/// <summary>
/// Settings under <c>Pace</c>: how fast one colleague may ask, whatever device or session they use. Far above what a person does,
/// far below what a script would like.
/// </summary>
public sealed class PaceOptions
{
    /// <summary>Searches and suggestions.</summary>
    [Range(1, 1_000_000)]
    public int LookupsPerMinute { get; set; } = 600;

    /// <summary>Forms sent: posts, comments, reactions, settings.</summary>
    [Range(1, 1_000_000)]
    public int FormsPerMinute { get; set; } = 600;

    [Range(1, 1_000_000)]
    public int UploadsPerMinute { get; set; } = 60;

    [Range(1, 1_000_000)]
    public int ExportsPerHour { get; set; } = 20;
}

/// <summary>
/// Stops who asks too fast, with 429 and when to come back. Signing in and mail count their own tries (AttemptGuard), chat its own
/// messages (SendLimits). Each node counts for itself.
/// </summary>
public static class Pace
{
    private static readonly string[] Exports = ["/hr/people/export", "/admin/audit/export", "/settings/privacy/download"];
    private static readonly string[] Lookups = ["/search", "/search/quick", "/people", "/groups", "/mentions", "/look-alikes", "/candidates", "/chat/colleagues", "/chat/new"];

    private enum Act
    {
        Look,
        Send,
        Upload,
        Export,
    }

    public static IServiceCollection AddPace(this IServiceCollection services)
    {
        services.AddOptions<PaceOptions>().BindConfiguration("Pace").ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (Act, Guid)>(http => !IsAnswer(http) && ActOf(http.Request) is { } act && http.Self() is { } self
                ? RateLimitPartition.GetTokenBucketLimiter((act, self.Id), _ => Bucket(act, http.RequestServices.GetRequiredService<IOptions<PaceOptions>>().Value))
                : RateLimitPartition.GetNoLimiter((Act.Look, Guid.Empty)));
            limits.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
        return services;
    }

    /// <summary>The page that says what went wrong comes by here too.</summary>
    private static bool IsAnswer(HttpContext http) => http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null;

    private static Act? ActOf(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (HttpMethods.IsPost(request.Method))
        {
            return Exports.Contains(path) ? Act.Export : request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true ? Act.Upload : Act.Send;
        }

        // Without a question these are pages to read.
        return HttpMethods.IsGet(request.Method) && request.QueryString.HasValue && Array.Exists(Lookups, end => path.EndsWith(end, StringComparison.Ordinal)) ? Act.Look : null;
    }

    private static TokenBucketRateLimiterOptions Bucket(Act act, PaceOptions pace)
    {
        var (many, within) = act switch
        {
            Act.Look => (pace.LookupsPerMinute, TimeSpan.FromMinutes(1)),
            Act.Send => (pace.FormsPerMinute, TimeSpan.FromMinutes(1)),
            Act.Upload => (pace.UploadsPerMinute, TimeSpan.FromMinutes(1)),
            _ => (pace.ExportsPerHour, TimeSpan.FromHours(1)),
        };
        return new TokenBucketRateLimiterOptions { TokenLimit = many, TokensPerPeriod = 1, ReplenishmentPeriod = within / many, AutoReplenishment = true, QueueLimit = 0 };
    }
}
