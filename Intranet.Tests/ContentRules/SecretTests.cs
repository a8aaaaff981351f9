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
    [InlineData("SG." + "ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf09kqeF8tAmbihYzrnopKc1s5cr1w")]
    [InlineData("Bearer eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkphbiJ9.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U.")]
    [InlineData("https://hooks.slack.com/services/" + "T01ABCDEF/B02GHIJKL/aB3dE5fG7hJ9kL1mN3pQ5rS7")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=plein;AccountKey=" + "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq8KvGZ3qLx0JAbcZ9WkTn5BfQ==")]
    [InlineData("API key: 7f3a9c1be84d42f6a05be91c3d7f2a68")]
    [InlineData("de api-sleutel is Qw7Er5Ty3Ui1Op9As8Df6Gh4")]
    [InlineData("\"clientSecret\": \"x8K~9vLq2TtR4bN6yH1cJ5pF0zW3mD7s\"")]
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
    [InlineData("hooks.slack.com/services staat in de handleiding")]
    [InlineData("API key: zie de kluis van team Beheer")]
    [InlineData("api key: vraag-het-aan-de-servicedesk-2026")]
    [InlineData("client_secret=YOUR_CLIENT_SECRET_HERE")]
    [InlineData("De secretaris is ziek, bel 0182-588211")]
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
    [InlineData("Wifi-wachtwoord: Lindewaard2026", "Lindewaard2026")]
    [InlineData("het ww van de beamer is beamer2024", "beamer2024")]
    [InlineData("Wachtwoord (tijdelijk) = Zomer2026!", "Zomer2026!")]
    [InlineData("De pincode van de kluis is 482915", "482915")]
    [InlineData("Het wachtwoord luidt Tulp-6074-fiets.", "Tulp-6074-fiets")]
    [InlineData("Inloggen met balie@lindewaard.nl, wachtwoord Welkom28!", "Welkom28!")]
    [InlineData("Het wacht\u00ADwoord is Welkom2026!", "Welkom2026!")]
    [InlineData("\u200Bw\u2060w: Zomer\u00AD2026!", "Zomer\u00AD2026!")]
    [InlineData("pass\uFEFFword = hunter2hunter2\u200B", "hunter2hunter2")]
    [InlineData("Wachtwoord:\nWelkom28!", "Welkom28!")]
    [InlineData("Gebruiker\tbalie\nWachtwoord\tWelkom28\n", "Welkom28")]
    [InlineData("<td>Wachtwoord</td><td>Welkom28!</td>", "Welkom28!")]
    [InlineData("Gebruiker;Wachtwoord;Rol\nbalie;Welkom28;lezer", "Welkom28")]
    [InlineData("| Wachtwoord | Rol |\n|---|---|\n| Welkom28 | lezer |", "Welkom28")]
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
    [InlineData("Mijn wachtwoord is verlopen!")]
    [InlineData("Wachtwoord aanvragen: servicedesk@lindewaard.nl")]
    [InlineData("Wachtwoord wijzigen: volg stap3 van KB0012345")]
    [InlineData("Wachtwoord voor Office365 kwijt? Bel 0182-588211")]
    [InlineData("Het wachtwoord van ticket 20261127 is gereset")]
    [InlineData("Het wachtwoord voor Teams is minstens 12 tekens lang")]
    [InlineData("Onderwerp;Wachtwoord;Datum\nbeleid;nieuw;12-11-2026")]
    [InlineData("wachtwoord-manager van KeePass2024")]
    [InlineData("Vergader-id: 123 456 789 12\nToegangscode: x7Kp2m")]
    [InlineData("www.lindewaard.nl")]
    [InlineData("De pincode staat in de brief")]
    public void Talk_about_passwords_is_let_through(string text) => Assert.Empty(Rules.Find(text));
}
