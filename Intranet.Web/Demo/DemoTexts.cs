namespace Intranet.Web.Demo;

/// <summary>Marks the texts of the demo.</summary>
public sealed class DemoTexts;
