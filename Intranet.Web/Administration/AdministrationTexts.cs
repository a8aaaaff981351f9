namespace Intranet.Web.Administration;

public sealed class AdministrationTexts;
