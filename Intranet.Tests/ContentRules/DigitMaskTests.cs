using Intranet.Domain.ContentRules;

namespace Intranet.Tests.ContentRules;

public sealed class DigitMaskTests
{
    [Theory]
    [InlineData("Zaak 2026-12, bel 06", "Zaak ####-##, bel ##")]
    [InlineData("２٣४𝟓⑥", "#####")]
    [InlineData("1️⃣", "#️⃣")]
    [InlineData("&#50;", "&###;")]
    [InlineData("café 👍", "café 👍")]
    [InlineData("", "")]
    public void No_digit_of_any_script_survives(string text, string masked) => Assert.Equal(masked, DigitMask.MaskDigits(text));

    [Fact]
    public void Half_a_character_ends_nothing() => Assert.Equal("a\uD83Db #", DigitMask.MaskDigits("a\uD83Db 1"));
}
