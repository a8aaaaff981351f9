using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;

namespace Intranet.Tests.Journeys;

/// <summary>Asks axe-core what a page does that people with a disability would stumble over: WCAG 2.2 AA and good practice.</summary>
internal static class Axe
{
    private const string Run =
        """
        async besides => {
          // Colours that are still on their way from light to dark are nobody's colours.
          getComputedStyle(document.body).color;
          await Promise.all(document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished.catch(() => null)));
          return (await axe.run(besides ? { exclude: [[besides]] } : document, { preload: false, resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations
          .flatMap(v => v.nodes.map(n => `${v.id} at ${n.target.join(' ')}: ${n.any[0]?.message ?? n.all[0]?.message ?? v.help}`));
        }
        """;

    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.GetFullPath(Path.Combine(Here(), "..", "..", "wwwroot-src", "node_modules", "axe-core", "axe.min.js"))));

    /// <summary>What it found on the page as it stands now; empty is good.</summary>
    /// <param name="besides">A selector of what is left out, such as a menu that was looked at on another page.</param>
    public static async Task<IReadOnlyList<string>> CheckAsync(IPage page, string? besides = null)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync(Source.Value);
        return (await page.EvaluateAsync<JsonElement>(Run, besides)).EnumerateArray().Select(line => line.GetString()!).ToList();
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
