namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>Eight or nine digits that may be a citizen number, by their place in the plain text.</summary>
/// <param name="Value">With it, equal numbers are recognised in whatever form.</param>
/// <param name="NeedsLabel">Written in a way that only counts with a label.</param>
/// <param name="HasTaxSuffix">B01 or the like stands behind it: the number of a sole trader for the tax office.</param>
internal readonly record struct Candidate(int FirstGroup, int Start, int End, int Digits, int Value, bool Passes, bool NeedsLabel, bool HasTaxSuffix);
