using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Directory;

namespace Intranet.Web.Settings;

public sealed record AppearanceForm
{
    /// <summary>Null follows the system.</summary>
    [RegularExpression("light|dark")]
    public string? Theme { get; init; }

    [Range(0, 3)]
    public int TextSize { get; init; }
    public bool LegibleFont { get; init; }
    public bool LessMotion { get; init; }

    public static AppearanceForm Of(Preferences preferences) => new()
    {
        Theme = preferences.Theme, TextSize = preferences.TextSize, LegibleFont = preferences.LegibleFont,
        LessMotion = preferences.LessMotion,
    };

    public Preferences ApplyTo(Preferences preferences) => preferences with
    {
        Theme = Theme, TextSize = TextSize, LegibleFont = LegibleFont, LessMotion = LessMotion,
    };
}
