using Intranet.Domain.Directory;

namespace Intranet.Infrastructure.Directory;

/// <summary>One address, lower case. It is the sign-in name, so letters that look like others do not get in.</summary>
public static class EmailReader
{
    private const int MaxLength = 254;
    private const int MaxLocal = 64;

    /// <summary>The address, or null; then the reason is one of <see cref="RejectReason"/>.</summary>
    public static (string? Email, string? Reason) Read(string text)
    {
        var address = text.Trim().ToLowerInvariant();
        if (address.StartsWith("mailto:", StringComparison.Ordinal)) address = address[7..];
        if (address.Length == 0) return (null, RejectReason.EmailMissing);
        return IsAddress(address) ? (address, null) : (null, RejectReason.EmailInvalid);
    }

    public static string Domain(string email) => email[(email.LastIndexOf('@') + 1)..];

    private static bool IsAddress(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at > MaxLocal || address.Length > MaxLength || address.IndexOf('@', at + 1) >= 0) return false;
        var (local, domain) = (address[..at], address[(at + 1)..]);
        return IsDotted(local, c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c))
            && IsDotted(domain, c => char.IsAsciiLetterOrDigit(c) || c == '-')
            && domain.Contains('.') && !domain.Split('.').Any(label => label[0] == '-' || label[^1] == '-' || label.Length > 63);
    }

    private static bool IsDotted(string text, Func<char, bool> allows) =>
        text.Length > 0 && text[0] != '.' && text[^1] != '.' && !text.Contains("..", StringComparison.Ordinal) && text.All(c => c == '.' || allows(c));
}
