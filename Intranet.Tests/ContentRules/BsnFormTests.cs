using Intranet.Domain.ContentRules;

namespace Intranet.Tests.ContentRules;

/// <summary>However a number is written it is the same number, and the finding points at what was typed.</summary>
public sealed class BsnFormTests
{
    private static readonly ContentRuleSet Rules = new([new BsnRule()]);

    [Theory]
    [InlineData("2475.94.064")]
    [InlineData("247 594 064")]
    [InlineData("24.75.94.064")]
    [InlineData("24759-4064")]
    [InlineData("2475 . 94 . 064")]
    [InlineData("2475/94064")]
    [InlineData("247\u00A0594\u00A0064")]
    [InlineData("247\u202F594\u202F064")]
    [InlineData("247\u2013594\u2013064")]
    [InlineData("247\u2011594\u2011064")]
    [InlineData("247\u2212594\u2212064")]
    [InlineData("2475\u00B794\u00B7064")]
    [InlineData("2475\u200B94064")]
    [InlineData("2475\u00AD94\u2060064")]
    [InlineData("\u202A247594064")]
    [InlineData("２４７５９４０６４")]
    [InlineData("٢٤٧٥٩٤٠٦٤")]
    [InlineData("۲۴۷۵۹۴۰۶۴")]
    [InlineData("२४७५९४०६४")]
    [InlineData("𝟐𝟒𝟕𝟓𝟗𝟒𝟎𝟔𝟒")]
    [InlineData("2️⃣4️⃣7️⃣5️⃣9️⃣4️⃣0️⃣6️⃣4️⃣")]
    [InlineData("2475**94**064")]
    [InlineData("2475`94`064")]
    [InlineData("<b>2475</b>94064")]
    [InlineData("2475<!-- x -->94064")]
    [InlineData("&#50;475&#x39;4064")]
    [InlineData("247&nbsp;594&nbsp;064")]
    [InlineData("%32%34%37594064")]
    [InlineData("2475\\u0039\\u0034064")]
    public void Alone_it_is_asked_about_and_behind_a_label_refused(string number)
    {
        Assert.Equal(Verdict.Warn, VerdictOn($"Het is {number} geworden"));
        Assert.Equal(Verdict.Block, VerdictOn($"Het bsn is {number} geworden"));

        // What is shown to the author is what was typed, from the first digit to the last.
        var finding = Assert.Single(Rules.Find($"Het bsn is {number} geworden"));
        var start = "Het bsn is ".Length;
        Assert.InRange(finding.Start, start, start + 3);
        Assert.InRange(finding.Start + finding.Length, start + number.Length - 4, start + number.Length);
    }

    [Theory]
    [InlineData("2 4 7 5 9 4 0 6 4")]
    [InlineData("24-7594-064")]
    [InlineData("2475\n94064")]
    [InlineData("2,4,7,5,9,4,0,6,4")]
    [InlineData("2.47594064")]
    [InlineData("24 75.94 064")]
    [InlineData("247594064.0")]
    [InlineData("247594064,00")]
    public void In_odd_pieces_it_counts_only_with_a_label(string number)
    {
        Assert.Equal(Verdict.Allow, VerdictOn($"Het is {number} geworden"));
        Assert.Equal(Verdict.Block, VerdictOn($"Het bsn is {number} geworden"));
    }

    [Theory]
    [InlineData("B.S.N.")]
    [InlineData("BSN-nr")]
    [InlineData("bsnr")]
    [InlineData("BSN's")]
    [InlineData("burgerservicenummers")]
    [InlineData("Burger Service Nr.")]
    [InlineData("burgersevicenummer")]
    [InlineData("burgerservicennummer")]
    [InlineData("burgerservcienummer")]
    [InlineData("burger servicenumer")]
    [InlineData("sofinummer")]
    [InlineData("sociaal-fiscaal nummer")]
    [InlineData("PGN")]
    [InlineData("citizen service number")]
    [InlineData("Dutch social security number")]
    [InlineData("klantBsn")]
    [InlineData("inp.bsn")]
    [InlineData("\u0412\u0405N")]
    [InlineData("B\u200BSN")]
    [InlineData("ＢＳＮ")]
    [InlineData("so\uFB01nummer")]
    [InlineData("burgerservice-\nnummer")]
    [InlineData("<identificatie type=\"bsn\">")]
    public void Each_way_to_write_the_label_is_one(string label) => Assert.Equal(Verdict.Block, VerdictOn($"{label} 247594064"));

    [Theory]
    [InlineData("06-24759406")]
    [InlineData("+31 (0)6 2475 9406")]
    [InlineData("0031624759406")]
    [InlineData("(030) 247 59 40")]
    [InlineData("NL91 ABNA 0417 1643 00")]
    [InlineData("€ 247.594.064")]
    [InlineData("247.594.064 euro")]
    [InlineData("247594064,50")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-030524759406")]
    [InlineData("24759406-1234-4321-8888-123456789012")]
    [InlineData("AB247594064")]
    [InlineData("247594064X")]
    [InlineData("Z-2475-94064")]
    [InlineData("2026-247594064")]
    [InlineData("247594064-01")]
    [InlineData("https://www.example.nl/nieuws/247594064")]
    [InlineData("12-03-2026 14:30")]
    [InlineData("2025-2026")]
    [InlineData("10.20.30.140")]
    [InlineData("52.0907374, 5.1214201")]
    [InlineData("ISO 27001:2022")]
    [InlineData("247, 594, 064")]
    [InlineData("247 594 064 12")]
    [InlineData("wa.me/31624759406")]
    public void What_its_form_rules_out_is_let_through(string text) => Assert.Equal(Verdict.Allow, VerdictOn($"Zie {text} hieronder"));

    [Fact]
    public void A_number_in_an_address_counts_when_the_address_is_about_a_person()
    {
        Assert.Equal(Verdict.Allow, VerdictOn("https://zaken.example.nl/item/247594064"));
        Assert.Equal(Verdict.Block, VerdictOn("https://zaken.example.nl/inwoner/247594064"));
        Assert.Equal(Verdict.Block, VerdictOn("https://zaken.example.nl/bsn/247594064"));
    }

    [Theory]
    [InlineData("BSN kind 1: 2 4 7 5 9 4 0 6 4")]
    [InlineData("BSN (2) 2.4759.4064")]
    [InlineData("Wmo-247594064-besluit")]
    public void Neither_a_rank_nor_the_word_in_front_takes_a_number_apart(string text) => Assert.Equal(Verdict.Block, VerdictOn(text));

    [Theory]
    [InlineData("<zaak soort=\"vergunning\">247594064</zaak>")]
    [InlineData("Telefonische conferentie-ID: 247 594 064")]
    [InlineData("Mijn mobiele nummer 624759404 is nieuw")]
    [InlineData("€ 247594064,00")]
    public void What_names_another_number_does_so_in_markup_and_invitations_too(string text) => Assert.Equal(Verdict.Allow, VerdictOn(text));

    private static Verdict VerdictOn(string text) => ContentRuleSet.Highest(Rules.Find(text));
}
