namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>How far the reading of one file goes. What lies beyond is not read, and that is said.</summary>
public sealed record FileLimits
{
    public int FileBytes { get; init; } = 50 * 1024 * 1024;

    /// <summary>Of everything packed inside it together, unpacked.</summary>
    public long UnpackedBytes { get; init; } = 200 * 1024 * 1024;

    /// <summary>Files packed inside it, at all levels together.</summary>
    public int Entries { get; init; } = 1_000;

    /// <summary>How many times larger it may become.</summary>
    public int Ratio { get; init; } = 100;

    /// <summary>Archives within archives.</summary>
    public int Levels { get; init; } = 2;

    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);
}
