using Intranet.Domain.Search;

namespace Intranet.Tests.Search;

/// <summary>Forms of a word find each other, and an excerpt shows where.</summary>
public sealed class StemTests
{
    [Theory]
    [InlineData("fietsen", "fiets")]
    [InlineData("laadpunten", "laadpunt")]
    [InlineData("manen", "maan")]
    [InlineData("reserveringen", "reservering")]
    [InlineData("mogelijkheden", "mogelijkheid")]
    [InlineData("collegas", "collega")]
    [InlineData("werkende", "werkend")]
    [InlineData("meetings", "meeting")]
    [InlineData("posted", "posting")]
    [InlineData("policies", "policy")]
    public void Forms_of_a_word_share_a_stem(string one, string other) =>
        Assert.NotEmpty(WordStems.Of(one).Append(one).Intersect(WordStems.Of(other).Append(other)));

    [Theory]
    [InlineData("fiets", "fietsbel")]
    [InlineData("bomen", "bommen")]
    public void Other_words_do_not(string one, string other) => Assert.Empty(WordStems.Of(one).Append(one).Intersect(WordStems.Of(other).Append(other)));

    [Fact]
    public void No_word_breaks_it()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var word = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => "aeiouyijbdefghklmnrstvz"[random.Next(23)]));
            Assert.All(WordStems.Of(word), stem => Assert.NotEmpty(stem));
        }
    }

    [Fact]
    public void An_excerpt_begins_near_the_first_hit_and_marks_whole_words()
    {
        var text = string.Concat(Enumerable.Repeat("Een heel lang begin dat niet gevraagd is. ", 12)) + "Daar staan de nieuwe laadpunten voor fietsen." + string.Concat(Enumerable.Repeat(" En nog veel meer.", 20));
        var pieces = TypedWords.From("laadpunt fiets").Excerpt(text);
        Assert.Equal(["laadpunten", "fietsen"], pieces.Where(piece => piece.IsHit).Select(piece => piece.Text));
        Assert.StartsWith("…", pieces[0].Text, StringComparison.Ordinal);
        Assert.InRange(pieces.Sum(piece => piece.Text.Length), 100, 230);
        Assert.Equal("…", pieces[^1].Text.Trim());
    }
}
