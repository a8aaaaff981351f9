using System.Collections.Frozen;
using Intranet.Domain.ContentRules.Numbers;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Labels;

/// <summary>Dates on which somebody was born, by the word before them or by their year.</summary>
internal static class BirthDates
{
    // What an office writes about seldom happened before this; those it writes about were mostly born before it.
    private const int LastYearWithoutWord = 2005;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = FrozenSet.Create(
        "geb", "geboren", "geboorte", "geboortedatum", "geboortedag", "birth", "birthdate", "birthday", "born", "dob", "verjaardag").GetAlternateLookup<ReadOnlySpan<char>>();

    public static void AddTo(List<(int Start, int End)> people, PlainText text, ReadOnlySpan<DigitGroup> groups)
    {
        var before = people.Count;
        for (var i = 0; i < groups.Length;)
        {
            if (groups[i].Form != NumberForm.Date)
            {
                i++;
                continue;
            }
            var first = i;
            do i++; while (i < groups.Length && groups[i].Form == NumberForm.Date && i - first < 3);
            var year = DateForm.YearOf(text, groups[first..i]);
            var isWhole = i - first > 1 || groups[first].Count == 8;
            if ((isWhole && year is >= 1900 and <= LastYearWithoutWord) || HasBirthWord(text, groups[first].Start)) people.Add((groups[first].Start, groups[i - 1].End));
        }
        if (people.Count > before) people.Sort();
    }

    private static bool HasBirthWord(PlainText text, int start)
    {
        const int Reach = 24;
        for (var at = start - 1; at >= 0 && start - at < Reach; at--)
        {
            if (!Folding.IsLetter(text[at])) continue;
            var word = NumberForms.WordBefore(text, at + 1);
            if (Words.Contains(word)) return true;
            at -= Math.Max(0, word.Length - 1);
        }
        return false;
    }
}
