namespace Intranet.Web.Directory;

/// <summary>Words of the directory, of profiles and of the staff import.</summary>
public sealed class DirectoryTexts;
