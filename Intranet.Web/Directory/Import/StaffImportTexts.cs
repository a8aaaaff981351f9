namespace Intranet.Web.Directory.Import;

public sealed class StaffImportTexts;
