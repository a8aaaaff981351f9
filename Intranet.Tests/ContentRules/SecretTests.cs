using Intranet.Domain.ContentRules;

namespace Intranet.Tests.ContentRules;

public sealed class SecretTests
{
    private static readonly ContentRuleSet Rules = ContentRuleSet.Default();

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----")]
    [InlineData("key = AKIA" + "Z7Q2MK4XW9TB3LFD")]
    [InlineData("gebruik ghp_" + "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5 even")]
    [InlineData("xoxb-" + "263594206564-FGqddMF8t08v8N7Oq4i57vs1")]
    [InlineData("sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc")]
    public void A_private_key_or_a_token_is_refused(string text)
    {
        var finding = Assert.Single(Rules.Find(text));
        Assert.Equal(("secret", Verdict.Block), (finding.Rule, finding.Verdict));
    }

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("SLOVAKIA2026 is mooi")]
    [InlineData("een token begint met ghp_")]
    public void What_only_looks_like_one_is_let_through(string text) => Assert.Empty(Rules.Find(text));

    [Theory]
    [InlineData("Het wachtwoord is Welkom2026!", "Welkom2026!")]
    [InlineData("ww: zonnetje12", "zonnetje12")]
    [InlineData("password = \"hunter2hunter2\"", "hunter2hunter2")]
    [InlineData("The password is: Tr0ub4dor&3.", "Tr0ub4dor&3")]
    [InlineData("pincode: 482913", "482913")]
    [InlineData("beheerderswachtwoord: K7!pqRs", "K7!pqRs")]
    [InlineData("pwd=abc123def", "abc123def")]
    [InlineData("Inlogcode is 77XR21", "77XR21")]
    [InlineData("Vergader jij vandaag? Wachtwoord: 77XR21", "77XR21")]
    public void A_password_in_a_sentence_is_asked_about(string text, string password)
    {
        var finding = Assert.Single(Rules.Find(text));
        Assert.Equal(("password", Verdict.Warn), (finding.Rule, finding.Verdict));
        Assert.Equal(password, text.Substring(finding.Start, finding.Length));
    }

    [Theory]
    [InlineData("Wachtwoord vergeten? Bel de helpdesk.")]
    [InlineData("Wachtwoord wijzigen kan in de instellingen")]
    [InlineData("Het wachtwoordbeleid is vernieuwd")]
    [InlineData("Het wachtwoord is verlopen")]
    [InlineData("wachtwoord: onbekend")]
    [InlineData("wachtwoord: ********")]
    [InlineData("Mijn wachtwoord is op 12-11-2026 gewijzigd")]
    [InlineData("Het wachtwoord is 12-11-2026 verlopen")]
    [InlineData("Wifi-wachtwoord: Lindewaard2026")]
    [InlineData("Vergader-id: 123 456 789 12\nToegangscode: x7Kp2m")]
    [InlineData("www.lindewaard.nl")]
    [InlineData("De pincode staat in de brief")]
    public void Talk_about_passwords_is_let_through(string text) => Assert.Empty(Rules.Find(text));
}
