using Intranet.Domain.ContentRules;

namespace Intranet.Tests.ContentRules;

/// <summary>The house rules beside the citizen number: lists of clients, bank accounts, documents, confidential papers.</summary>
public sealed class OtherRulesTests
{
    private static readonly ContentRuleSet Rules = ContentRuleSet.Default();

    [Theory]
    [InlineData("Graag overmaken naar NL91ABNA0417164300.", Verdict.Warn)]
    [InlineData("iban: nl91 abna 0417 1643 00", Verdict.Warn)]
    [InlineData("NL٩١ABNA٠٤١٧١٦٤٣٠٠", Verdict.Warn)]
    [InlineData("ＮＬ９１ ＡＢＮＡ ０４１７ １６４３ ００", Verdict.Warn)]
    [InlineData("NL𝟗𝟏 ABNA 𝟎𝟒𝟏𝟕 𝟏𝟔𝟒𝟑 𝟎𝟎", Verdict.Warn)]
    [InlineData("N\u00ADL91ABNA0417164300", Verdict.Warn)]
    [InlineData("BE68 5390 0754 7034", Verdict.Warn)]
    [InlineData("NL92ABNA0417164300", Verdict.Allow)]
    [InlineData("XNL91ABNA0417164300", Verdict.Allow)]
    [InlineData("factuur NL91", Verdict.Allow)]
    public void A_bank_account_is_asked_about(string text, Verdict expected) => Assert.Equal(expected, Judge(text, "iban"));

    [Fact]
    public void Five_different_accounts_are_refused_and_ones_own_may_stand_anywhere()
    {
        string[] accounts = ["NL91ABNA0417164300", "NL02ABNA0123456789", "NL39RABO0300065264", "NL20INGB0001234567", "BE68539007547034"];
        Assert.Equal(Verdict.Block, Judge(string.Join(", ", accounts), "iban"));
        Assert.Equal(Verdict.Warn, Judge(string.Join(", ", Enumerable.Repeat(accounts[0], 6)), "iban"));
        var own = new ContentRuleSet(ContentRuleSet.Rules(new RuleSettings { OwnAccounts = ["NL91 ABNA 0417 1643 00"] }));
        Assert.Empty(own.Find("Onze rekening: NL91ABNA0417164300"));
    }

    [Theory]
    [InlineData("Paspoort NX1R2K3L5 ligt klaar", Verdict.Warn)]
    [InlineData("ID-kaart: SPECI2014", Verdict.Warn)]
    [InlineData("Order NX1R2K3L5 ligt klaar", Verdict.Allow)]
    [InlineData("Paspoort NX1R2O3L5 ligt klaar", Verdict.Allow)]
    [InlineData("rijbewijs 5123456789", Verdict.Warn)]
    [InlineData("driving licence no. 5123 456 789", Verdict.Warn)]
    [InlineData("ordernummer 5123456789", Verdict.Allow)]
    [InlineData("Verblijfsdocument V12345XY9", Verdict.Warn)]
    [InlineData("V-nummer 2812345678", Verdict.Warn)]
    [InlineData("Je rijbewijs verlengen kan vanaf 12-11-2026", Verdict.Allow)]
    [InlineData("Jan de Vries NX1R2K3L5", Verdict.Warn)]
    [InlineData("NX1R2K3L5 (Fatima Zahra)", Verdict.Warn)]
    [InlineData("P. Bakker\tNX1R2K3L5", Verdict.Warn)]
    [InlineData("Laptop NX1R2K3L5", Verdict.Allow)]
    [InlineData("NX1R2K3L5 ligt bij Jan Bakker", Verdict.Allow)]
    [InlineData("Piet Bakker AB1234567", Verdict.Allow)]
    public void A_document_number_needs_a_word_or_a_name_beside_it(string text, Verdict expected) => Assert.Equal(expected, Judge(text, "identity-document"));

    [Theory]
    [InlineData("P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<\nSPECI20142NLD6503101F2403096999999990<<<<<84", Verdict.Block)]
    [InlineData("I<NLDSPECI20142999999990<<<<<8\n6503101F2403096NLD<<<<<<<<<<<8\nDE<BRUIJN<<WILLEKE<LISELOTTE<<", Verdict.Block)]
    [InlineData("P&lt;NLDDE&lt;BRUIJN&lt;&lt;WILLEKE&lt;LISELOTTE&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;\nSPECI20142NLD6503101F2403096999999990&lt;&lt;&lt;&lt;&lt;84", Verdict.Block)]
    [InlineData("SPECI20142NLD6503101F2403096999999990<<<<<84", Verdict.Block)]
    [InlineData("SPECI20143NLD6503101F2403096999999990<<<<<84", Verdict.Allow)]
    [InlineData("if (a << 2 < b) return c << 3;", Verdict.Allow)]
    public void The_zone_of_a_passport_is_refused(string text, Verdict expected) => Assert.Equal(expected, Judge(text, "mrz"));

    [Theory]
    [InlineData("Anna de Vries, 03-11-1964, Dorpsstraat 12\nJan Bakker, 04-12-1971, Kerklaan 3\nPiet Smit, 05-01-1980, Molenweg 9\nRia Tromp, 06-02-1955, Lindelaan 7\nKees Mulder, 07-03-1949, Kerklaan 8", Verdict.Warn)]
    [InlineData("Client;Geboortedatum;Indicatie\nA;1-2-1960;x\nB;1-2-1961;x\nC;1-2-1962;x\nD;1-2-1963;x\nE;1-2-1964;x", Verdict.Warn)]
    [InlineData("Onze cliënten:\nAnna de Vries 06-12345678\nJan Bakker 06-12345679\nPiet Smit 06-12345670\nRia Tromp 06-12345671\nKees Mulder 06-12345672", Verdict.Warn)]
    [InlineData("Telefoonlijst team:\nAnna de Vries 06-12345678\nJan Bakker 06-12345679\nPiet Smit 06-12345670\nRia Tromp 06-12345671\nKees Mulder 06-12345672", Verdict.Allow)]
    [InlineData("Rooster:\nAnna de Vries 03-11-2026\nJan Bakker 04-11-2026\nPiet Smit 05-11-2026\nRia Tromp 06-11-2026\nKees Mulder 09-11-2026", Verdict.Allow)]
    [InlineData("Anna de Vries, 03-11-1964, Dorpsstraat 12\nJan Bakker, 04-12-1971, Kerklaan 3", Verdict.Allow)]
    [InlineData("Goedemorgen,\n\nvandaag is de balie open.\n\nGroet,\n\nAnna de Vries\nDorpsstraat 12\n1234 AB Lindewaard", Verdict.Allow)]
    public void A_client_list_is_asked_about_and_refused_in_a_file(string text, Verdict expected)
    {
        Assert.Equal(expected, Judge(text, "client-list"));
        Assert.Equal(expected == Verdict.Allow ? Verdict.Allow : Verdict.Block, Highest(text, "client-list", "lijst.txt"));
    }

    [Fact]
    public void Twenty_private_addresses_are_a_list_and_work_addresses_are_not()
    {
        string Mails(int count, string host) => string.Join("; ", Enumerable.Range(1, count).Select(i => $"persoon{i}@{host}"));
        Assert.Equal(Verdict.Warn, Judge(Mails(20, "gmail.com"), "contact-list"));
        Assert.Equal(Verdict.Allow, Judge(Mails(19, "gmail.com"), "contact-list"));
        Assert.Equal(Verdict.Allow, Judge(Mails(200, "lindewaard.nl"), "contact-list"));
        Assert.Equal(Verdict.Warn, Judge(string.Join('\n', Enumerable.Range(10, 20).Select(i => $"06-123456{i}")), "contact-list"));
        Assert.Equal(Verdict.Allow, Judge(string.Join('\n', Enumerable.Repeat("06-12345678", 30)), "contact-list"));
    }

    [Theory]
    [InlineData("VERTROUWELIJK\n\nRaadsvoorstel", "voorstel.docx", Verdict.Warn)]
    [InlineData("Raadsvoorstel\nGeheim\nTekst", "voorstel.docx", Verdict.Warn)]
    [InlineData("Classificatie: vertrouwelijk", null, Verdict.Warn)]
    [InlineData("Ga vertrouwelijk om met wat je hoort.", "huisregels.docx", Verdict.Allow)]
    [InlineData("Een vertrouwelijk gesprek", null, Verdict.Allow)]
    [InlineData("Tekst", "nota geheim.docx", Verdict.Warn)]
    public void A_paper_that_calls_itself_confidential_is_asked_about(string text, string? fileName, Verdict expected) =>
        Assert.Equal(expected, Highest(text, "classification", fileName));

    [Fact]
    public void Words_of_health_count_only_where_that_is_turned_on()
    {
        const string Text = "De cliënt heeft een diagnose gekregen. De diagnose van de server volgt.";
        Assert.Empty(Rules.Find(Text));
        var on = new ContentRuleSet(ContentRuleSet.Rules(new RuleSettings { Modes = new Dictionary<string, RuleMode> { ["health"] = RuleMode.Warn } }));
        Assert.Equal(("health", Verdict.Warn), Assert.Single(on.Find(Text)) is var finding ? (finding.Rule, finding.Verdict) : default);
    }

    [Fact]
    public void An_administrator_sets_how_far_each_rule_goes()
    {
        const string Text = "Het wachtwoord is Zomer2026!";
        Verdict With(RuleMode mode) => ContentRuleSet.Highest(new ContentRuleSet(ContentRuleSet.Rules(new RuleSettings { Modes = new Dictionary<string, RuleMode> { ["password"] = mode } })).Find(Text));
        Assert.Equal(Verdict.Warn, ContentRuleSet.Highest(Rules.Find(Text)));
        Assert.Equal(Verdict.Block, With(RuleMode.Block));
        Assert.Equal(Verdict.Allow, With(RuleMode.Count));
        Assert.Equal(Verdict.Allow, With(RuleMode.Off));
    }

    [Fact]
    public void Every_rule_has_a_name_that_the_texts_know() =>
        Assert.Equal(ContentRuleSet.Names, ContentRuleSet.Rules().Select(rule => rule.Name));

    private static Verdict Judge(string text, string rule) => Highest(text, rule, null);

    private static Verdict Highest(string text, string rule, string? fileName) => ContentRuleSet.Highest([.. Rules.Find(text, fileName).Where(finding => finding.Rule == rule)]);
}
