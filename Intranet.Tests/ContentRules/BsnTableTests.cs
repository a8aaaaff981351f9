using Intranet.Domain.ContentRules;

namespace Intranet.Tests.ContentRules;

/// <summary>In a table the column and the row say what a number is, however far the label is.</summary>
public sealed class BsnTableTests
{
    private static readonly string Filler = string.Concat(Enumerable.Repeat("Jan de Vries;onbekend;Dorpsstraat 12 in Lindewaard\n", 20));

    private static readonly ContentRuleSet Rules = new([new BsnRule()]);

    [Theory]
    [InlineData("Naam\tBSN\nJan\t247594064")]
    [InlineData("Naam;BSN;Plaats\nJan;247594064;Lindewaard")]
    [InlineData("| Naam | BSN |\n|------|-----|\n| Jan | 247594064 |")]
    [InlineData("naam,bsn\nJan,247594064\nPiet,247594076")]
    [InlineData("Naam         BSN\nJan Smit     247594064\nPiet Bos     247594076")]
    [InlineData("<table>\n <tr>\n  <th>Naam</th>\n  <th>BSN</th>\n </tr>\n <tr>\n  <td>Jan</td>\n  <td><p>247594064</p></td>\n </tr>\n</table>")]
    [InlineData("Veld | Waarde\nNaam | Jan\nBSN | 247594064")]
    [InlineData("<tr><td>BSN</td>\n  <td>2</td>\n  <td>4</td>\n  <td>7</td>\n  <td>5</td>\n  <td>9</td>\n  <td>4</td>\n  <td>0</td>\n  <td>6</td>\n  <td>4</td></tr>")]
    public void A_strong_label_over_the_column_or_beside_the_row_refuses(string table) => Assert.Equal(Verdict.Block, VerdictOn(table));

    [Fact]
    public void The_label_of_a_column_reaches_its_last_row()
    {
        Assert.Equal(Verdict.Block, VerdictOn($"Naam;BSN;Adres\n{Filler}Piet;247594064;Kerklaan 3"));
        Assert.Equal(Verdict.Warn, VerdictOn($"Naam;BSN;Adres\n{Filler}Piet;247594065;Kerklaan 3"));
        Assert.Equal(Verdict.Allow, VerdictOn($"Naam;Zaaknummer;Adres\n{Filler}Piet;247594064;Kerklaan 3"));
    }

    [Fact]
    public void Each_column_has_its_own_label()
    {
        var findings = Rules.Find("Ordernummer;BSN\n247594064;316840257");
        Assert.Equal("Ordernummer;BSN\n247594064;".Length, Assert.Single(findings).Start);
    }

    [Fact]
    public void Five_values_that_pass_make_a_column_without_a_label()
    {
        string Rows(params string[] numbers) => string.Join('\n', numbers.Select((number, i) => $"rij {(char)('a' + i)};{number}"));
        Assert.Equal(Verdict.Allow, VerdictOn(Rows("64529381", "64529393", "64529411", "64529423")));
        Assert.Equal(Verdict.Block, VerdictOn(Rows("64529381", "64529393", "64529411", "64529423", "64529435")));
        Assert.Equal(Verdict.Allow, VerdictOn(Rows("64529381", "64529393", "64529411", "64529424", "64529436")));
    }

    [Fact]
    public void The_name_of_a_file_can_be_the_label_and_can_hold_a_number()
    {
        Assert.Equal(Verdict.Block, VerdictOn("Jan;247594064", "BSN-lijst.csv"));
        Assert.Equal(Verdict.Allow, VerdictOn("order 247594064", "BSN-lijst.csv"));
        Assert.Equal(Verdict.Warn, VerdictOn("Jan;247594064", "lijst.csv"));
        Assert.Equal(Verdict.Block, VerdictOn("", "bsn_247594064.pdf"));
        Assert.Equal(Verdict.Warn, VerdictOn("", "scan_247594064.pdf"));
        Assert.Equal(Verdict.Allow, VerdictOn("", "factuur_247594064.pdf"));
    }

    private static Verdict VerdictOn(string text, string? fileName = null) => ContentRuleSet.Highest(Rules.Find(text, fileName));
}
