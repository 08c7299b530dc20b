using Everlatch.Directory.Tokens;
using Everlatch.Testing;
using Everlatch.Testing.Directories;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Tests.Tokens;

public sealed class JsonWebKeySetDocumentTests
{
    private readonly TestClock clock = new();

    [Theory]
    [InlineData(SigningAlgorithms.Es256)]
    [InlineData(SigningAlgorithms.Rs256)]
    [InlineData(SigningAlgorithms.Ps256)]
    public async Task Its_keys_verify_what_the_signer_signed(string algorithm)
    {
        var sample = new SampleEnvironment(clock, algorithm);
        var token = TokenMaker.Sign(sample.Value.Keys[0], TokenMaker.Claims(sample, clock.GetUtcNow()));
        var keys = new JsonWebKeySet(System.Text.Encoding.UTF8.GetString(JsonWebKeySetDocument.Of(sample.Value).Utf8.Span));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidIssuer = sample.Issuer,
            ValidAudience = TokenMaker.Audience,
            LifetimeValidator = (_, _, _, _) => true,
        });
        Assert.True(result.IsValid, result.Exception?.Message);
    }

    [Fact]
    public void It_is_made_once_and_again_when_keys_change()
    {
        var sample = new SampleEnvironment(clock);
        var first = JsonWebKeySetDocument.Of(sample.Value);
        sample.AddApi("https://api.example");
        Assert.Same(first, JsonWebKeySetDocument.Of(sample.Value));
        sample.AddKey(SigningAlgorithms.Es256);
        Assert.NotEqual(first.ETag, JsonWebKeySetDocument.Of(sample.Value).ETag);
    }

    [Fact]
    public void It_never_holds_a_private_member()
    {
        var sample = new SampleEnvironment(clock, [.. SigningAlgorithms.All]);
        var keys = new JsonWebKeySet(System.Text.Encoding.UTF8.GetString(JsonWebKeySetDocument.Of(sample.Value).Utf8.Span));
        Assert.Equal(SigningAlgorithms.All.Length, keys.Keys.Count);
        Assert.All(
            keys.Keys, key => Assert.False(key.HasPrivateKey || key.D is not null || key.P is not null || key.K is not null));
    }
}
