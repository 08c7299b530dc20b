using CsCheck;

namespace Everlatch.Core.Tests;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.com", "ada@example.com")]
    [InlineData("  Ada.Lovelace+work@Example.COM ", "ada.lovelace+work@example.com")]
    [InlineData("ada@bücher.example", "ada@xn--bcher-kva.example")]
    [InlineData("ａｄａ@example.com", "ada@example.com")]
    [InlineData("jürgen@example.com", "jürgen@example.com")]
    public void Spellings_of_one_mailbox_share_a_key(string text, string key)
    {
        Assert.True(EmailAddress.TryParse(text, out var email));
        Assert.Equal(key, email.Key);
        Assert.Equal(text.Trim(), email.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.com")]
    [InlineData("ada@")]
    [InlineData("ada@@example.com")]
    [InlineData("ada lovelace@example.com")]
    [InlineData("\"ada\"@example.com")]
    [InlineData(".ada@example.com")]
    [InlineData("a..da@example.com")]
    [InlineData("ada@[192.0.2.1]")]
    [InlineData("ada@192.0.2.1")]
    [InlineData("ada\0@example.com")]
    [InlineData("ada\r\nbcc:eve@example.com")]
    [InlineData("a\u200Bda@example.com")]
    [InlineData("ada\uFF20eve@example.com")]
    [InlineData("\uFE49@example.com")]
    public void What_is_no_address_is_refused(string? text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Fact]
    public void An_address_of_254_characters_is_the_longest()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 63), 3));
        var local = new string('a', EmailAddress.MaxLength - 1 - domain.Length);

        Assert.True(EmailAddress.TryParse($"{local}@{domain}", out _));
        Assert.False(EmailAddress.TryParse($"{local}a@{domain}", out _));
    }

    [Fact]
    public void Any_text_is_refused_or_has_a_key_that_is_its_own_key_and_no_line_break() =>
        Gen.OneOf(Gen.String, Gen.Select(Gen.String, Gen.String, (local, domain) => $"{local}@{domain}.example")).Sample(text =>
            !EmailAddress.TryParse(text, out var email)
            || (!email.Text.Contains('\n', StringComparison.Ordinal)
                && email.Text.Length <= EmailAddress.MaxLength
                && EmailAddress.TryParse(email.Key, out var again)
                && again.Key == email.Key));
}
