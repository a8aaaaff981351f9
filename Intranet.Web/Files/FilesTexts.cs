namespace Intranet.Web.Files;

/// <summary>The words about files: Dutch in FilesTexts.restext, English in FilesTexts.en.restext.</summary>
public sealed class FilesTexts;
