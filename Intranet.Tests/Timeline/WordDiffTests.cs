using Intranet.Infrastructure.Shared;
using Intranet.Web.Timeline;

namespace Intranet.Tests.Timeline;

/// <summary>Two versions beside each other: as they read, word by word.</summary>
public sealed class WordDiffTests
{
    [Theory]
    [InlineData("Om negen uur", "Om tien uur", "Om [-negen-][+tien+] uur")]
    [InlineData("een twee drie vier", "een acht negen vier", "een [-twee drie-][+acht negen+] vier")]
    [InlineData("een twee drie", "een drie", "een [-twee -]drie")]
    [InlineData("een drie", "een twee drie", "een [+twee +]drie")]
    [InlineData("regel\nregel", "regel\nandere regel", "regel\n[+andere +]regel")]
    [InlineData("neem een jas mee", "neem een paraplu en schoenen mee", "neem een [-jas-][+paraplu en schoenen+] mee")]
    [InlineData("kijk op a)\n\nTot", "kijk op b)\nmeld je\n\nTot", "kijk op [-a)-][+b)\nmeld je+]\n\nTot")]
    [InlineData("hetzelfde", "hetzelfde", "hetzelfde")]
    [InlineData("", "nieuw", "[+nieuw+]")]
    [InlineData("oud", "", "[-oud-]")]
    public void Words_that_changed_in_a_row_stand_together(string before, string after, string expected)
    {
        var parts = WordDiff.Between(before, after);
        Assert.Equal(expected, string.Concat(parts.Select(part => part.Kind switch { DiffKind.Added => $"[+{part.Text}+]", DiffKind.Removed => $"[-{part.Text}-]", _ => part.Text })));
        Assert.Equal(before, string.Concat(parts.Where(part => part.Kind != DiffKind.Added).Select(part => part.Text)));
        Assert.Equal(after, string.Concat(parts.Where(part => part.Kind != DiffKind.Removed).Select(part => part.Text)));
    }

    [Theory]
    [InlineData("**Vet** en _schuin_", "Vet en schuin")]
    [InlineData("een\ntwee\n\ndrie", "een\ntwee\n\ndrie")]
    [InlineData("1. een\n2. twee\n   - diep", "1. een\n2. twee\n• diep")]
    [InlineData("> gezegd\n\n`code`", "gezegd\n\ncode")]
    [InlineData("[hier](https://plein.example/a?b=1&c=2) of https://plein.example", "hier (https://plein.example/a?b=1&c=2) of https://plein.example")]
    [InlineData("1 < 2 & <b>nee</b>", "1 < 2 & <b>nee</b>")]
    [InlineData("", "")]
    public void Markup_is_not_read_and_lines_stay(string markdown, string expected) => Assert.Equal(expected, MarkdownRenderer.Readable(markdown));
}
