using Everlatch.Identity.Passwords;

namespace Everlatch.Identity.Tests.Passwords;

public sealed class Argon2HashTests
{
    private const int Cheap = 64;

    [Fact]
    public void A_hash_survives_being_written_and_read()
    {
        var password = Parse("correct horse");
        var text = Argon2Hash.Of(password, Cheap, 2).ToString();
        Assert.StartsWith("$argon2id$v=19$m=64,t=2,p=1$", text, StringComparison.Ordinal);
        Assert.True(Argon2Hash.TryParse(text, out var read));
        Assert.True(read.Matches(password));
        Assert.False(read.Matches(Parse("correct horsf")));
    }

    // Made by argon2id_hash_encoded of libargon2: 'correct horse battery' with the salt 'sixteenbyte-salt'.
    [Fact]
    public void A_hash_of_the_reference_implementation_is_understood()
    {
        const string Reference =
            "$argon2id$v=19$m=256,t=2,p=1$c2l4dGVlbmJ5dGUtc2FsdA$R488+bLLj+/z9F4D/D3HKD7p5h79ni1NmBBhORLexLM";
        Assert.True(Argon2Hash.TryParse(Reference, out var hash));
        Assert.True(hash.Matches(Parse("correct horse battery")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(71)]
    [InlineData(72)]
    [InlineData(255)]
    public void Every_character_counts_wherever_it_stands(int position)
    {
        var text = new string('x', 256).ToCharArray();
        var hash = Argon2Hash.Of(Parse(new string(text)), Cheap, 1);
        text[position] = 'y';
        Assert.False(hash.Matches(Parse(new string(text))));
    }

    [Fact]
    public void A_nul_ends_nothing()
    {
        var hash = Argon2Hash.Of(Parse("before\0after"), Cheap, 1);
        Assert.True(hash.Matches(Parse("before\0after")));
        Assert.False(hash.Matches(Parse("before\0aftes")));
        Assert.False(hash.Matches(Parse("before\0\0\0\0\0\0")));
    }

    [Fact]
    public void Two_hashes_of_one_password_differ()
    {
        var password = Parse("correct horse");
        Assert.NotEqual(Argon2Hash.Of(password, Cheap, 1).ToString(), Argon2Hash.Of(password, Cheap, 1).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain text")]
    [InlineData("$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("$argon2id$v=19$m=64,t=1,p=2$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("$argon2id$v=19$m=64,t=1,p=1$AAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=64,t=1,p=1$!$!")]
    public void Anything_else_is_no_hash(string text) => Assert.False(Argon2Hash.TryParse(text, out _));

    private static PlainTextPassword Parse(string text)
    {
        Assert.True(PlainTextPassword.TryParse(text, out var password));
        return password;
    }
}
