using System.Text;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Directory;
using static Intranet.Tests.Directory.StaffFiles;

namespace Intranet.Tests.Directory;

/// <summary>How a file is written: encodings, delimiters, headers, quotes.</summary>
public class ReadingTests
{
    private static readonly string Renee = Lines(Header, Row("Renée", "Duchâteau", "r.duchateau@lindewaard.example"), Row("Jan", "Bos", "j.bos@lindewaard.example"));

    [Theory]
    [InlineData("utf-8", "utf-8", false)]
    [InlineData("utf-8", "utf-8-bom", true)]
    [InlineData("utf-16", "utf-16le", true)]
    [InlineData("utf-16", "utf-16le", false)]
    [InlineData("utf-16BE", "utf-16be", true)]
    [InlineData("utf-16BE", "utf-16be", false)]
    [InlineData("windows-1252", "windows-1252", false)]
    public void Every_encoding_is_recognised(string written, string expected, bool hasMark)
    {
        var encoding = written == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(written);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Renee)];

        var file = Read(bytes);
        Assert.Equal(expected, file.Encoding);
        Assert.Equal("Duchâteau", People(file).Rows[0].Staff.LastName);
        Assert.Equal("Voornaam", file.Headers[0]);
    }

    [Fact]
    public void A_file_cut_off_inside_a_letter_is_still_utf8()
    {
        var bytes = Encoding.UTF8.GetBytes(Lines(Header, Row("Jan", "Bos", "j.bos@lindewaard.example")) + "Renée;Duchâ");
        var file = Read(bytes[..^1]);
        Assert.Equal("utf-8", file.Encoding);
        Assert.Equal(RejectReason.ColumnCount, Assert.Single(People(file).Rejected).Reason);
    }

    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Every_delimiter_is_recognised(char delimiter)
    {
        var file = Read(Renee.Replace(';', delimiter));
        Assert.Equal(delimiter, file.Delimiter);
        Assert.Equal(2, People(file).Rows.Count);
    }

    [Fact]
    public void The_mark_with_which_old_systems_end_a_file_is_no_row() =>
        Assert.Equal(2, People(Read(Renee + "\u001A")).Total);

    [Fact]
    public void Commas_inside_values_do_not_make_a_file_comma_separated()
    {
        var file = Read(Lines(Header, Row("Jan", "Bos", "j.bos@lindewaard.example", job: "Adviseur zorg, wonen, werk", team: "A, B, C"), Row("Bas", "Vos", "b.vos@lindewaard.example", job: "x, y, z", team: "\"p;q\"")));
        Assert.Equal(';', file.Delimiter);
        Assert.Equal(["A, B, C", "p;q"], People(file).Rows.Select(r => r.Staff.Team));
    }

    [Fact]
    public void Excel_says_its_delimiter_on_the_first_line()
    {
        var file = Read("sep=;\r\n" + Renee);
        Assert.Equal(';', file.Delimiter);
        Assert.Equal(2, file.Lines.Count);
    }

    [Fact]
    public void Title_lines_above_the_header_are_passed_over()
    {
        var file = Read("Personeelsoverzicht Lindewaard\r\nAangemaakt op 01-11-2026\r\n\r\n" + Renee);
        Assert.Equal("Voornaam", file.Headers[0]);
        Assert.Equal([1, 2], People(file).Rows.Select(r => r.Number));
    }

    [Fact]
    public void SuccessFactors_has_two_header_rows()
    {
        var file = Read(Lines(
            "STATUS,USERID,USERNAME,FIRSTNAME,LASTNAME,MI,GENDER,EMAIL,MANAGER,HR,DEPARTMENT,LOCATION,TIMEZONE,TITLE,BIZ_PHONE",
            "Status,User Id,Username,First Name,Last Name,Middle Name,Gender,Email,Manager,Human Resource,Department,Location,Timezone,Title,Business Phone",
            "active,1001,jbos,Jan,Bos,,M,j.bos@lindewaard.example,NO_MANAGER,1003,Directie,Stadhuis,Europe/Amsterdam,Secretaris,+31123456700",
            "active,1002,avos,Anna,Vos,,F,a.vos@lindewaard.example,1001,1003,Samenleving,Stadhuis,Europe/Amsterdam,Adviseur,+31123456701",
            "inactive,1004,kmos,Kees,Mos,,M,k.mos@lindewaard.example,1001,1003,Samenleving,Stadhuis,Europe/Amsterdam,Adviseur,"));
        var people = People(file);
        Assert.Equal(3, people.Total);
        Assert.Equal(["Jan", "Anna"], people.Rows.Select(r => r.Staff.FirstName));
        Assert.Equal("Secretaris", people.Rows[0].Staff.JobTitle);
        var difference = Compare(people, []);
        Assert.Null(difference.New[0].Row.Staff.ManagerEmail);
        Assert.Equal("j.bos@lindewaard.example", difference.New[1].Row.Staff.ManagerEmail);
        Assert.Empty(difference.Warnings);
    }

    [Fact]
    public void A_file_without_headers_is_read_by_its_contents()
    {
        var withHeader = Sample("lindewaard-afas.csv");
        var afterHeader = withHeader.AsSpan()[(withHeader.AsSpan().IndexOf((byte)'\n') + 1)..].ToArray();
        var file = Read(afterHeader);
        Assert.False(file.HasHeader);
        Assert.NotEmpty(file.DoubtfulColumns);

        Assert.Equal(People(Read(withHeader)).Rows.Select(r => r.Staff), People(file).Rows.Select(r => r.Staff));
    }

    [Fact]
    public void Lines_may_end_in_carriage_returns_alone()
    {
        Assert.Equal(2, People(Renee.Replace("\r\n", "\r")).Rows.Count);
    }

    [Fact]
    public void A_quoted_line_break_belongs_to_its_cell()
    {
        var people = People(Lines(Header, Row("Jan", "Bos", "j.bos@lindewaard.example", job: "\"Adviseur\r\nzorg\""), Row("Bas", "Vos", "b.vos@lindewaard.example")));
        Assert.Equal("Adviseur zorg", people.Rows[0].Staff.JobTitle);
        Assert.Equal(2, people.Rows[1].Number);
    }

    [Fact]
    public void A_line_that_Excel_quoted_as_a_whole_is_taken_out_of_its_quotes()
    {
        var people = People(Lines("Voornaam,Achternaam,E-mail,Team", "Jan,Bos,j@x.example,Ruimte", "\"Bas,Vos,b@x.example,\"\"Wonen, Milieu\"\"\"", "\"Els,Tas,e@x.example,Zorg\""));
        Assert.Equal(["Ruimte", "Wonen, Milieu", "Zorg"], people.Rows.Select(r => r.Staff.Team));
        Assert.Empty(people.Rejected);
    }

    [Fact]
    public void Names_in_another_script_are_read_in_UTF16_without_a_mark()
    {
        var file = Read(Encoding.Unicode.GetBytes(Lines(Header, Row("Володимир", "Шевченко-Коваленко", "v.s@x.example", job: "Перекладач", team: "Інтеграція", location: "Будинок громади"))));
        Assert.Equal("utf-16le", file.Encoding);
        Assert.Equal("Володимир Шевченко-Коваленко", People(file).Rows[0].Staff.Name);
    }

    [Fact]
    public void A_lone_quote_in_a_name_quotes_nothing()
    {
        var people = People(Lines(
            "Roepnaam;Voorvoegsel;Achternaam;E-mail werk;Team",
            "Björn;in \"t;Veld;b.intveld@lindewaard.example;Communicatie",
            "Karel;\"t;Hart;k.thart@lindewaard.example;\"Samenleving\"",
            "Jan;;Bos;j.bos@lindewaard.example;\"Team \"\"Noord\"\"\""));
        Assert.Equal(["in 't Veld", "'t Hart", "Bos"], people.Rows.Select(r => r.Staff.LastName));
        Assert.Equal("Team \"Noord\"", people.Rows[2].Staff.Team);
    }

    [Fact]
    public void Trailing_delimiters_are_no_columns_and_blank_lines_no_rows()
    {
        var people = People(Lines(Header + ";;", "", Row("Jan", "Bos", "j.bos@lindewaard.example") + ";;", ";;;;;;;;;", Row("Bas", "Vos", "b.vos@lindewaard.example") + ";;;;"));
        Assert.Equal([1, 2], people.Rows.Select(r => r.Number));
        Assert.Empty(people.Rejected);
    }

    [Fact]
    public void Square_brackets_and_padding_of_Youforce_are_no_part_of_names()
    {
        var people = People(Lines(
            "[knownAs],[lastNameAtBirthPrefix],[lastNameAtBirth],[partnerNamePrefix],[partnerName],[nameAssembleOrder],[email],[einddatum]",
            "Amy     ,de    ,Vries   ,van    ,Eijck   ,C,a.devries@lindewaard.example  ,99991231",
            "Bas     ,      ,Vos     ,       ,        ,E,b.vos@lindewaard.example      ,20200131",
            "Bas     ,      ,Vos     ,       ,        ,E,b.vos@lindewaard.example      ,99991231"));
        Assert.Equal(["de Vries-van Eijck", "Vos"], people.Rows.Select(r => r.Staff.LastName));
        Assert.Equal([1, 3], people.Rows.Select(r => r.Number));
        Assert.Empty(people.Rejected);
    }

    [Fact]
    public void A_file_encoded_twice_is_mended_as_a_whole_and_said_so()
    {
        var twice = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(Encoding.UTF8.GetBytes(Renee));
        var people = People(twice);
        Assert.Equal("Renée Duchâteau", people.Rows[0].Staff.Name);
        Assert.Contains(people.Warnings, w => w is { Number: 1, Code: ImportWarning.LooksDoubleEncoded });
        Assert.DoesNotContain(people.Warnings, w => w.Number == 2);
    }

    [Fact]
    public void What_HR_chooses_wins_from_what_was_detected()
    {
        var file = Read(Renee, new ReadingChoices(Encoding: "windows-1252", Delimiter: ';', HeaderLine: 1));
        Assert.Equal("windows-1252", file.Encoding);
        Assert.Equal("RenÃ©e", file.Lines[0].Cells[0]);
    }

    [Fact]
    public void Absurd_input_is_refused_in_plain_words()
    {
        Assert.Equal(FileRefusal.Empty, Refusal([]));
        Assert.Equal(FileRefusal.Empty, Refusal("  \r\n \r\n"u8.ToArray()));
        Assert.Equal(FileRefusal.NotText, Refusal(new byte[1_000_000]));
        Assert.Equal(FileRefusal.NotText, Refusal([.. "PK\u0003\u0004"u8, .. new byte[100]]));
        Assert.Equal(FileRefusal.Workbook, Refusal([.. "PK\u0003\u0004"u8, .. new byte[20], .. "xl/workbook.xml"u8]));
        Assert.Equal(FileRefusal.Workbook, Refusal([0xD0, 0xCF, 0x11, 0xE0, .. new byte[600]]));
        Assert.Equal(FileRefusal.NotText, Refusal("<html><table><tr><td>Voornaam"u8.ToArray()));
        Assert.Equal(FileRefusal.TooManyColumns, Refusal(Encoding.UTF8.GetBytes(string.Join(';', Enumerable.Range(0, 200_000)))));
        Assert.Equal(FileRefusal.NoRows, Refusal(Encoding.UTF8.GetBytes(Header)));
        Assert.Equal(FileRefusal.ColumnMissing, Assert.Throws<StaffFileRefusedException>(() => People(Lines("Voornaam;Telefoon", "Jan;0123456700"))).Code);
    }

    [Fact]
    public void A_file_of_zeros_without_end_is_refused_before_it_fills_the_memory()
    {
        using var endless = new EndlessZeros();
        var refused = Assert.Throws<StaffFileRefusedException>(() => new StaffFileReader(TimeProvider.System).ReadAsync(endless, new ReadingChoices(), TestContext.Current.CancellationToken).GetAwaiter().GetResult());
        Assert.Equal(FileRefusal.TooLarge, refused.Code);
        Assert.InRange(endless.Given, 1, StaffFileReader.MaxFileBytes + 1_000_000);
    }

    [Fact]
    public void One_row_without_end_is_refused()
    {
        var text = new StringBuilder(Lines(Header, Row("Jan", "Bos", "j.bos@lindewaard.example")));
        text.Append('a', 2_000_000);
        Assert.Equal(FileRefusal.RowTooLong, Refusal(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Refusal(byte[] file) => Assert.Throws<StaffFileRefusedException>(() => Read(file)).Code;

    private sealed class EndlessZeros : Stream
    {
        public long Given { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
