using Intranet.Domain.ContentRules;

namespace Intranet.Tests.ContentRules.Corpus;

/// <summary>One made-up text with the verdict that people would give.</summary>
/// <param name="Class">What it is about, such as <c>phone</c>.</param>
/// <param name="HeldBack">Of a template that the rule was not tuned on.</param>
public sealed record CorpusText(string Class, Verdict Expected, string Text, string? FileName, bool HeldBack);
