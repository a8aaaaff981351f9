namespace Intranet.Web.Accounts;

/// <summary>Words of signing in, claiming an account and one's own security.</summary>
public sealed class AccountsTexts;
