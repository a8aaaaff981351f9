namespace Intranet.Web.Demo;

/// <summary>The accounts to try. Known to everybody who starts the demo, and therefore worth nothing anywhere else.</summary>
internal static class DemoAccounts
{
    public const string Password = "zeven zwanen op het water";

    /// <summary>Noor Bakker, nothing but an employee.</summary>
    public const string Employee = "n.bakker";

    /// <summary>Fleur Visser, HR and nothing but that.</summary>
    public const string Hr = "f.visser";

    /// <summary>Emre Yıldız, who has a second factor already.</summary>
    public const string Administrator = "e.yildiz";

    public static string Address(string person) => $"{person}@lindewaard.example";
}
