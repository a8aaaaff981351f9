namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>What a group of digits is known to be by its form alone. Such groups are never a citizen number.</summary>
internal enum NumberForm : byte
{
    Unknown,
    Date,
    Time,
    Phone,
    Iban,
    Amount,
    Decimal,
    Postcode,

    /// <summary>Part of a GUID, a key, a hash, an IP address, a code such as Z-2026-012345.</summary>
    Code,
}

/// <summary>What stands between a group of digits and the one before it.</summary>
internal enum Gap : byte
{
    /// <summary>Something that no number has inside it, or more than four separators.</summary>
    Break,

    /// <summary>One of . - _ /</summary>
    Tight,

    /// <summary>One space.</summary>
    Space,

    /// <summary>Up to four separators of other kinds: a comma, a tab, a line end, a dash between spaces.</summary>
    Loose,
}

/// <summary>Digits without anything between them, by their place in the plain text.</summary>
internal struct DigitGroup(int start, int end, Gap before)
{
    public readonly int Start = start;
    public readonly int End = end;
    public readonly Gap Before = before;
    public NumberForm Form;

    public readonly int Count => End - Start;
}
