using CsCheck;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Oidc.Grants;

namespace Everlatch.Oidc.Tests.Grants;

public sealed class RefreshTokenTests
{
    private static readonly MasterKey Master = new(new byte[MasterKey.Length]);
    private static readonly EnvironmentId Here = Id.New<EnvironmentId>(TimeProvider.System);
    private static readonly byte[] Key = ProofKeys.Of(Master, Here);
    private readonly RefreshToken token = new(Id.New<GrantId>(TimeProvider.System), 7);

    [Fact]
    public void A_token_that_we_made_comes_back_as_it_was()
    {
        Assert.True(RefreshToken.TryParse(token.ToText(Key), Key, out var parsed));
        Assert.Equal(token, parsed);
    }

    [Fact]
    public void A_token_of_another_environment_is_refused()
    {
        var elsewhere = Id.New<EnvironmentId>(TimeProvider.System);
        Assert.False(RefreshToken.TryParse(token.ToText(ProofKeys.Of(Master, elsewhere)), Key, out _));
    }

    [Fact]
    public void A_token_of_another_master_key_is_refused()
    {
        var other = new MasterKey([.. Enumerable.Repeat((byte)1, MasterKey.Length)]);
        Assert.False(RefreshToken.TryParse(token.ToText(ProofKeys.Of(other, Here)), Key, out _));
    }

    [Fact]
    public void Another_generation_needs_another_proof()
    {
        var text = token.ToText(Key);
        Assert.False(RefreshToken.TryParse(text.Replace("~7~", "~8~", StringComparison.Ordinal), Key, out _));
    }

    [Fact]
    public void Any_changed_character_is_refused()
    {
        var text = token.ToText(Key);
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.Char.AlphaNumeric).Sample((at, c) =>
        {
            var altered = text[..at] + c + text[(at + 1)..];

            // The last character of unpadded base64url carries four bits that decode to nothing.
            return altered == text || at == text.Length - 1 || !RefreshToken.TryParse(altered, Key, out _);
        });
    }

    [Fact]
    public void Garbage_is_refused_without_an_exception() =>
        Gen.String.Sample(
            text =>
                !RefreshToken.TryParse("ert_" + text, Key, out _) && !RefreshToken.TryParse(text, Key, out _));

    [Fact]
    public void Its_text_for_logs_holds_no_proof() =>
        Assert.DoesNotContain(token.ToText(Key).Split('~')[2], token.ToString());
}
