using System.Security.Cryptography;
using System.Text;

namespace Intranet.Infrastructure.Accounts;

/// <summary>Random keys and codes, and the form in which they are kept.</summary>
public static class Secret
{
    /// <summary>Letters and digits that cannot be mistaken for one another; 32 of them, so 5 bits each.</summary>
    private const string CodeAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>256 random bits in hexadecimal.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>128 random bits in hexadecimal, for a link.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>For what has 128 random bits or more: nobody guesses that, so a fast hash will do.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Ten characters for people to type: "7KQF4-M2PDX".</summary>
    public static string NewCode()
    {
        var code = RandomNumberGenerator.GetString(CodeAlphabet, 10);
        return $"{code[..5]}-{code[5..]}";
    }

    /// <summary>As people type it: small letters, with or without the dash, with spaces.</summary>
    public static string TidyCode(string typed) => string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
}
