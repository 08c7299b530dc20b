using Everlatch.Identity.Passwords;

namespace Everlatch.Identity.Tests.Passwords;

public sealed class PlainTextPasswordTests
{
    [Theory]
    [InlineData("12345678")]
    [InlineData("        ")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("🐎🔋📎🐎🔋📎🐎🔋")]
    public void Eight_characters_are_enough(string text) => Assert.True(PlainTextPassword.TryParse(text, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("🐎🔋📎🐎🔋📎🐎")]
    public void Fewer_are_not(string? text) => Assert.False(PlainTextPassword.TryParse(text, out _));

    [Fact]
    public void Half_a_character_is_none() => Assert.False(PlainTextPassword.TryParse("\ud83d 12345678", out _));

    [Theory]
    [InlineData("x")]
    [InlineData("🐎")]
    public void Two_hundred_and_fifty_six_are_the_most(string one)
    {
        Assert.True(PlainTextPassword.TryParse(string.Concat(Enumerable.Repeat(one, 256)), out _));
        Assert.False(PlainTextPassword.TryParse(string.Concat(Enumerable.Repeat(one, 257)), out _));
    }

    [Fact]
    public void One_character_that_becomes_many_counts_as_many() =>
        Assert.False(PlainTextPassword.TryParse(new string('\ufdfa', 256), out _));

    [Fact]
    public void Two_spellings_of_a_character_are_one_password()
    {
        Assert.True(PlainTextPassword.TryParse("pa\u00dfw\u00f6rter", out var composed));
        Assert.True(PlainTextPassword.TryParse("pa\u00dfwo\u0308rter", out var decomposed));
        Assert.True(Argon2Hash.Of(composed, 64, 1).Matches(decomposed));
    }

    [Fact]
    public void It_does_not_print_itself()
    {
        Assert.True(PlainTextPassword.TryParse("my precious words", out var password));
        Assert.Equal("[password]", $"{password}");
    }
}
