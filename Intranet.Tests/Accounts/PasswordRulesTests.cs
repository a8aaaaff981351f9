using Intranet.Domain.Accounts;

namespace Intranet.Tests.Accounts;

public sealed class PasswordRulesTests
{
    private static readonly PasswordRules Rules = PasswordRules.WithOwnList();
    private static readonly PasswordOwner Yara = new("Yara", "de Groot-Bos", "yara.degroot@lindewaard.example", "Gemeente Lindewaard", "Plein");

    [Theory]
    [InlineData("vier fietsen op de brug")]
    [InlineData("  zes spaties  en nog wat  ")]
    [InlineData("mijn ézel eet 🍎🍐 graag")]
    [InlineData("コーヒーを飲みながら本を読むのだ")]
    [InlineData("het plein ligt vol bladeren")]
    [InlineData("739184620571936")]
    [InlineData("abcdefgh past niet bij ons tuinhek")]
    public void A_long_sentence_is_a_good_password(string password) => Assert.Empty(Rules.Check(password, Yara));

    [Fact]
    public void Fourteen_characters_are_too_few_and_fifteen_are_enough_however_many_bytes_they_take()
    {
        Assert.Equal(["too-short"], Rules.Check("vis🐟 kat🐈 uil🦉", Yara));
        Assert.Empty(Rules.Check("vis🐟 kat🐈 uil🦉 o", Yara));
    }

    [Fact]
    public void A_password_may_have_128_characters_and_more()
    {
        var sentence = string.Concat(Enumerable.Range(0, 40).Select(i => $"woord{i * 7919 % 1000} "));
        Assert.Empty(Rules.Check(sentence[..128], Yara));
        Assert.Empty(Rules.Check(sentence[..256], Yara));
        Assert.Equal(["too-long"], Rules.Check(sentence[..257], Yara));
    }

    [Theory]
    [InlineData("qwertyuiopasdfgh")]
    [InlineData("123456789012345")]
    [InlineData("987654321098765")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("abababababababab")]
    [InlineData("fiets-7fiets-7fiets-7")]
    [InlineData("Welkom2026Welkom2027!")]
    [InlineData("W3lk0mW3lk0m!!2026")]
    [InlineData("Wachtwoord123456789!")]
    [InlineData("Zomer2026!Zomer2026!")]
    [InlineData("Correct Horse Battery Staple")]
    [InlineData("CorrectHorseBatteryStaple")]
    public void What_everybody_tries_first_is_refused(string password) => Assert.Contains("common", Rules.Check(password, Yara));

    [Theory]
    [InlineData("Lindewaard2026!!")]
    [InlineData("gemeente lindewaard 2026")]
    [InlineData("plein-lindewaard-01")]
    public void The_name_of_the_organisation_with_a_year_is_refused(string password) => Assert.Equal(["organisation"], Rules.Check(password, Yara));

    [Theory]
    [InlineData("de poes van Yara slaapt")]
    [InlineData("degroot en de kleine beer")]
    [InlineData("Yara.DeGroot@lindewaard.example")]
    public void Ones_own_name_and_address_are_refused(string password) => Assert.Contains("own-name", Rules.Check(password, Yara));

    [Fact]
    public void The_first_3000_common_passwords_of_this_length_are_refused()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("Intranet.Domain.Accounts.common-passwords.txt")!;
        var listed = new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Take(3000).ToList();

        Assert.Equal(3000, listed.Count);
        Assert.All(listed, password => Assert.NotEmpty(Rules.Check(password.ToUpperInvariant(), Yara)));
    }
}
