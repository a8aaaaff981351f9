namespace Intranet.Web.Search;

/// <summary>Words of the search page and of the quick search.</summary>
public sealed class SearchTexts;
