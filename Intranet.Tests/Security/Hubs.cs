namespace Intranet.Tests.Security;

/// <summary>One line for each method that a page may call over the live connection: whom it answers. What it does for others stands in the tests of its feature.</summary>
internal static class Hubs
{
    public static IReadOnlyDictionary<string, string> Rows { get; } = new Dictionary<string, string>();
}
