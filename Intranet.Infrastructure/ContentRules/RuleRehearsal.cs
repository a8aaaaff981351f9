using System.Diagnostics;
using Intranet.Domain.ContentRules;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.ContentRules;

/// <summary>Runs settings over what is on the intranet already, before they are switched on.</summary>
public sealed class RuleRehearsal(KeptPlaces places)
{
    private const int MostSamples = 20;
    private const int Around = 40;

    /// <summary>An administrator waits for it; the newest texts say enough.</summary>
    private static readonly TimeSpan LongestPerPlace = TimeSpan.FromSeconds(3);

    public async Task<Rehearsal> RunAsync(RuleSettings settings, CancellationToken cancel)
    {
        var rules = new ContentRuleSet(ContentRuleSet.Rules(settings));
        Dictionary<(string Rule, Surface Surface, Verdict Verdict), int> counts = [];
        List<RehearsalSample> samples = [];
        var seen = 0;
        foreach (var place in places.All)
        {
            var begun = Stopwatch.GetTimestamp();
            // Newest first: an administrator waits, and the newest say most.
            await foreach (var kept in place.Texts.OrderByDescending(text => text.Id).AsAsyncEnumerable().WithCancellation(cancel))
            {
                seen++;
                foreach (var ofRule in rules.Find(kept.Text).GroupBy(finding => finding.Rule))
                {
                    var worst = ofRule.MaxBy(finding => finding.Verdict)!;
                    var key = (worst.Rule, place.Surface, worst.Verdict);
                    counts[key] = counts.GetValueOrDefault(key) + 1;
                    if (!place.IsPrivate && samples.Count < MostSamples) samples.Add(new RehearsalSample(worst.Rule, place.Surface, worst.Verdict, Sample(kept.Text, worst)));
                }
                if (Stopwatch.GetElapsedTime(begun) > LongestPerPlace) break;
            }
        }
        return new Rehearsal(seen, [.. counts.OrderBy(count => count.Key).Select(count => new RehearsalCount(count.Key.Rule, count.Key.Surface, count.Key.Verdict, count.Value))], samples);
    }

    /// <summary>The same as something that may be kept.</summary>
    public static CheckedText Masked(string text, Finding finding) =>
        new ContentRuleSet([]).Check(Sample(text, finding), Surface.Reason) is Allowed(var words) ? words : CheckedText.Empty;

    /// <summary>The words around the spot, without the spot itself, which may be a password, and with every digit masked.</summary>
    private static string Sample(string text, Finding finding)
    {
        var end = finding.Start + finding.Length;
        var from = Math.Max(0, finding.Start - Around);
        var to = Math.Min(text.Length, end + Around);
        return DigitMask.MaskDigits($"{text[from..finding.Start]}{new string('#', Math.Min(finding.Length, Around))}{text[end..to]}".ReplaceLineEndings(" "));
    }
}

/// <param name="Seen">How many texts were looked at.</param>
public sealed record Rehearsal(int Seen, IReadOnlyList<RehearsalCount> Counts, IReadOnlyList<RehearsalSample> Samples);

public sealed record RehearsalCount(string Rule, Surface Surface, Verdict Verdict, int Count);

/// <param name="Words">Around the spot, every digit a #.</param>
public sealed record RehearsalSample(string Rule, Surface Surface, Verdict Verdict, string Words);
