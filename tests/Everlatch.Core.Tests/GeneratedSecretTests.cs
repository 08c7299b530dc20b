using CsCheck;
using Everlatch.Core.Secrets;

namespace Everlatch.Core.Tests;

public sealed class GeneratedSecretTests
{
    [Fact]
    public void A_secret_matches_what_was_stored_of_it_and_no_other_does()
    {
        var secret = GeneratedSecret.New("els_");

        Assert.True(GeneratedSecret.Matches(secret.Text, secret.Hash));
        Assert.False(GeneratedSecret.Matches(secret.Text + "A", secret.Hash));
        Assert.False(GeneratedSecret.Matches(GeneratedSecret.New("els_").Text, secret.Hash));
        Assert.False(GeneratedSecret.Matches(secret.Text, secret.Hash.AsSpan(..31)));
        Assert.False(GeneratedSecret.Matches(secret.Text, []));
    }

    [Fact]
    public void A_secret_has_256_bits_and_is_never_made_twice()
    {
        var secrets = Enumerable.Range(0, 1_000).Select(_ => GeneratedSecret.New("els_").Text).ToArray();

        Assert.Equal(1_000, secrets.Distinct().Count());
        Assert.All(secrets, text => Assert.Equal("els_".Length + 43, text.Length));
    }

    [Fact]
    public void A_secret_does_not_reach_a_log_by_accident()
    {
        var secret = GeneratedSecret.New("els_");

        Assert.DoesNotContain(secret.Text, $"{secret}", StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_of_any_length_matches_its_own_hash() =>
        Gen.String[0, 2_000].Sample(text => GeneratedSecret.Matches(text, GeneratedSecret.HashOf(text)));
}
