using System.Text;
using Intranet.Domain.Directory;

namespace Intranet.Web.Directory;

/// <summary>A colleague for the address book of a phone (vCard 3.0, which every phone reads). What is shielded is not in it.</summary>
public static class VCard
{
    private const int MaxLineBytes = 75;

    public static string Of(PersonCard person, string organisation)
    {
        var card = new StringBuilder();
        Line(card, "BEGIN:VCARD");
        Line(card, "VERSION:3.0");
        Line(card, $"N:{Escape(person.LastName)};{Escape(person.FirstName)};;;");
        Line(card, $"FN:{Escape(person.Name)}");
        Line(card, $"ORG:{Escape(organisation)}{(person.Team.Length > 0 ? ";" + Escape(person.Team) : "")}");
        if (person.JobTitle.Length > 0) Line(card, $"TITLE:{Escape(person.JobTitle)}");
        Line(card, $"EMAIL;TYPE=WORK:{Escape(person.Email)}");
        if (person.Phone is not null) Line(card, $"TEL;TYPE=WORK,VOICE:{person.Phone}");
        if (!string.IsNullOrEmpty(person.WorkLocation)) Line(card, $"ADR;TYPE=WORK:;;{Escape(person.WorkLocation)};;;;");
        Line(card, "END:VCARD");
        return card.ToString();
    }

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    /// <summary>Long lines are folded, between characters and never inside one.</summary>
    private static void Line(StringBuilder card, string line)
    {
        var bytes = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MaxLineBytes)
            {
                card.Append("\r\n ");
                bytes = 1;
            }

            card.Append(rune);
            bytes += rune.Utf8SequenceLength;
        }

        card.Append("\r\n");
    }
}
