using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Testing;
using Everlatch.Testing.Directories;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Tests.Tokens;

public sealed class AccessTokenVerifierTests
{
    private readonly TestClock clock = new();
    private readonly SampleEnvironment sample;
    private readonly SigningKeyEntry key;
    private readonly AccessTokenVerifier verifier;

    public AccessTokenVerifierTests()
    {
        sample = new SampleEnvironment(clock);
        key = sample.Value.Keys[0];
        verifier = new AccessTokenVerifier(clock);
    }

    [Theory]
    [InlineData(SigningAlgorithms.Es256)]
    [InlineData(SigningAlgorithms.Rs256)]
    [InlineData(SigningAlgorithms.Ps256)]
    [InlineData(SigningAlgorithms.EdDsa)]
    public async Task A_token_signed_by_any_algorithm_counts(string algorithm)
    {
        var signer = sample.AddKey(algorithm);
        var outcome = await VerifyAsync(TokenMaker.Sign(signer, Claims()));
        var token = Assert.IsType<AccessTokenOutcome.Valid>(outcome).Token;
        Assert.Equal("mch_client", token.ClientId);
        Assert.Equal(["read", "write"], token.Scopes);
        Assert.Equal(["https://api.example"], token.Audiences);
        Assert.Equal("ses_session", token.SessionId);
        Assert.Equal(clock.GetUtcNow().AddMinutes(10), token.ExpiresAt);
    }

    [Fact]
    public async Task A_token_of_a_key_that_signs_no_more_counts_while_it_is_published()
    {
        var token = TokenMaker.Sign(key, Claims());
        sample.Value = sample.Value with { Keys = [key with { SignsUntil = clock.GetUtcNow() }] };
        Assert.True(await CountsAsync(token));
        sample.Value = sample.Value with { Keys = [] };
        Assert.False(await CountsAsync(token));
    }

    [Fact]
    public async Task The_header_does_not_choose_the_algorithm()
    {
        var rsa = sample.AddKey(SigningAlgorithms.Rs256);
        var pem = Encoding.UTF8.GetBytes(((RsaSecurityKey)rsa.Key).Rsa.ExportSubjectPublicKeyInfoPem());
        Dictionary<string, object> hs = new() { ["alg"] = "HS256", ["typ"] = "at+jwt", ["kid"] = rsa.Id.Value };
        Dictionary<string, object> none = new() { ["alg"] = "none", ["typ"] = "at+jwt", ["kid"] = key.Id.Value };
        Dictionary<string, object> ps = new() { ["alg"] = "PS256", ["typ"] = "at+jwt", ["kid"] = rsa.Id.Value };
        Assert.True(await CountsAsync(TokenMaker.Sign(rsa, Claims())));
        Assert.False(await CountsAsync(TokenMaker.Sign(Claims(), hs, input => HMACSHA256.HashData(pem, input))));
        Assert.False(await CountsAsync(TokenMaker.Sign(Claims(), none, _ => [])));
        Assert.False(await CountsAsync(TokenMaker.Sign(rsa with { Algorithm = "PS256" }, Claims(), ps)));
    }

    [Fact]
    public async Task Zero_is_no_signature()
    {
        Assert.False(await CountsAsync(TokenMaker.Sign(Claims(), TokenMaker.Header(key), _ => new byte[64])));
        Assert.False(await CountsAsync(TokenMaker.Sign(Claims(), TokenMaker.Header(key), _ => [])));
    }

    [Fact]
    public async Task A_changed_token_does_not_count()
    {
        var parts = TokenMaker.Sign(key, Claims()).Split('.');
        var other = TokenMaker.Sign(key, With("sub", "mch_other")).Split('.');
        Assert.False(await CountsAsync($"{parts[0]}.{other[1]}.{parts[2]}"));
        Assert.True(await CountsAsync(string.Join('.', parts)));
    }

    [Theory]
    [InlineData("typ", "JWT")]
    [InlineData("typ", null)]
    [InlineData("typ", "id+jwt")]
    [InlineData("kid", null)]
    [InlineData("kid", "../../dev/null")]
    [InlineData("kid", "' or '1'='1")]
    public async Task A_wrong_header_does_not_count(string member, string? value)
    {
        var header = TokenMaker.Header(key);
        header.Remove(member);
        if (value is not null)
        {
            header[member] = value;
        }

        Assert.False(await CountsAsync(TokenMaker.Sign(key, Claims(), header)));
    }

    [Fact]
    public async Task A_critical_extension_does_not_count()
    {
        var header = TokenMaker.Header(key);
        header["crit"] = new[] { "b64" };
        header["b64"] = true;
        Assert.False(await CountsAsync(TokenMaker.Sign(key, Claims(), header)));
    }

    [Fact]
    public async Task A_key_in_the_header_is_not_looked_at()
    {
        var stranger = new SampleEnvironment(clock).Value.Keys[0];
        var header = TokenMaker.Header(stranger);
        header["jwk"] = JsonDocument.Parse(stranger.PublicJwk).RootElement;
        header["jku"] = "https://attacker.example/jwks";
        header["x5u"] = "https://attacker.example/x5u";
        Assert.False(await CountsAsync(TokenMaker.Sign(stranger, Claims(), header)));

        // The same members beside our own kid change nothing: they are not read.
        header["kid"] = key.Id.Value;
        Assert.False(await CountsAsync(TokenMaker.Sign(stranger, Claims(), header)));
        Assert.True(await CountsAsync(TokenMaker.Sign(key, Claims(), header)));
    }

    [Fact]
    public async Task Another_environments_token_does_not_count_even_with_the_same_key()
    {
        var other = new SampleEnvironment(clock);
        Assert.False(await CountsAsync(TokenMaker.Sign(other.Value.Keys[0], TokenMaker.Claims(other, clock.GetUtcNow()))));

        other.Value = other.Value with { Keys = [key] };
        var token = TokenMaker.Sign(key, TokenMaker.Claims(other, clock.GetUtcNow()));
        Assert.False(await CountsAsync(token));
        Assert.IsType<AccessTokenOutcome.Valid>(await verifier.VerifyAsync(other.Value, token));
    }

    [Fact]
    public async Task A_token_counts_from_nbf_to_exp_with_a_small_skew()
    {
        var token = TokenMaker.Sign(key, With("nbf", clock.GetUtcNow().AddSeconds(60).ToUnixTimeSeconds()));
        Assert.False(await CountsAsync(token));
        clock.Advance(TimeSpan.FromSeconds(50));
        Assert.True(await CountsAsync(token));
        clock.Advance(TimeSpan.FromSeconds(559));
        Assert.True(await CountsAsync(token));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await CountsAsync(token));
    }

    [Fact]
    public async Task A_token_without_an_end_does_not_count()
    {
        var claims = Claims();
        claims.Remove("exp");
        Assert.False(await CountsAsync(TokenMaker.Sign(key, claims)));
    }

    [Fact]
    public async Task The_audience_is_one_that_the_caller_names()
    {
        var token = TokenMaker.Sign(key, Claims());
        Assert.IsType<AccessTokenOutcome.Valid>(await verifier.VerifyAsync(sample.Value, token, TokenMaker.Audience));
        Assert.IsType<AccessTokenOutcome.Refused>(await verifier.VerifyAsync(sample.Value, token, "https://other.example"));
        var several = TokenMaker.Sign(key, With("aud", new[] { "https://other.example", TokenMaker.Audience }));
        Assert.IsType<AccessTokenOutcome.Valid>(await verifier.VerifyAsync(sample.Value, several, TokenMaker.Audience));
    }

    [Theory]
    [InlineData("ses_session")]
    [InlineData("grt_grant")]
    [InlineData("mch_client")]
    [InlineData("the-jti")]
    public async Task A_revoked_token_is_dead_and_a_later_one_lives(string revoked)
    {
        var token = TokenMaker.Sign(key, Claims());
        sample.Value = sample.Value with
        {
            Revocations = ImmutableDictionary<string, DateTimeOffset>.Empty.Add(revoked, clock.GetUtcNow().AddSeconds(1)),
        };
        Assert.False(await CountsAsync(token));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await CountsAsync(TokenMaker.Sign(key, Claims())));
    }

    [Fact]
    public Task Garbage_never_throws() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).SampleAsync(async (a, b, c) =>
        {
            Assert.False(await CountsAsync($"{a}.{b}.{c}"));
            Assert.False(await CountsAsync($"{Base64UrlEncoder.Encode(a)}.{Base64UrlEncoder.Encode(b)}.{c}"));
        });

    private Dictionary<string, object> Claims() => TokenMaker.Claims(sample, clock.GetUtcNow());

    private Dictionary<string, object> With(string claim, object value)
    {
        var claims = Claims();
        claims[claim] = value;
        return claims;
    }

    private async Task<bool> CountsAsync(string token) => await VerifyAsync(token) is AccessTokenOutcome.Valid;

    private ValueTask<AccessTokenOutcome> VerifyAsync(string token) => verifier.VerifyAsync(sample.Value, token);
}
