using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Everlatch.Testing;
using Everlatch.Testing.Directories;

namespace Everlatch.Directory.Tests.Clients;

public sealed class AssertionAuthenticationTests
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly TestClock clock = new();
    private readonly AssertionMaker maker = new();
    private readonly SampleEnvironment sample;
    private readonly MachineClientEntry client;
    private readonly ClientAuthentication authentication;

    public AssertionAuthenticationTests()
    {
        sample = new SampleEnvironment(clock);
        client = sample.AddMachine(keys: maker.KeySet);
        authentication = new ClientAuthentication(clock);
    }

    [Fact]
    public async Task A_good_assertion_lets_the_client_in()
    {
        var outcome = await TryAsync(maker.Sign(Claims()));
        var known = Assert.IsType<ClientAuthenticationOutcome.Authenticated>(outcome);
        Assert.Equal(client.Id.Value, known.Client.ClientId);
        Assert.Equal(ClientAuthenticationMethods.PrivateKeyJwt, known.Method);
    }

    [Theory]
    [InlineData("iss", "mch_other")]
    [InlineData("sub", "mch_other")]
    [InlineData("aud", "https://other.example")]
    [InlineData("jti", "")]
    [InlineData("jti", null)]
    [InlineData("exp", null)]
    [InlineData("exp", -31)]
    [InlineData("exp", 331)]
    [InlineData("exp", 253_402_300_799L)]
    [InlineData("exp", long.MaxValue)]
    [InlineData("exp", long.MinValue)]
    [InlineData("nbf", 31)]
    [InlineData("iat", 31)]
    [InlineData("exp", "soon")]
    [InlineData("aud", null)]
    public async Task A_wrong_claim_is_refused(string claim, object? value)
    {
        var claims = Claims();
        claims.Remove(claim);
        if (value is not null)
        {
            claims[claim] = value is int seconds ? clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds() : value;
        }

        Assert.IsType<ClientAuthenticationOutcome.Refused>(await TryAsync(maker.Sign(claims)));
    }

    [Theory]
    [InlineData("exp", -29)]
    [InlineData("exp", 329)]
    [InlineData("nbf", 29)]
    [InlineData("iat", 29)]
    public async Task Clocks_may_be_half_a_minute_apart(string claim, int seconds)
    {
        var claims = Claims();
        claims[claim] = clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();
        Assert.IsType<ClientAuthenticationOutcome.Authenticated>(await TryAsync(maker.Sign(claims)));
    }

    [Fact]
    public async Task Only_our_issuer_alone_is_the_audience()
    {
        foreach (object audience in (object[])
            [
                sample.Issuer + "/oauth2/token",
                sample.Issuer + "/",
                new[] { sample.Issuer, "https://other.example" },
                Array.Empty<string>(),
            ])
        {
            var claims = Claims();
            claims["aud"] = audience;
            Assert.IsType<ClientAuthenticationOutcome.Refused>(await TryAsync(maker.Sign(claims)));
        }

        var alone = Claims();
        alone["aud"] = new[] { sample.Issuer };
        Assert.IsType<ClientAuthenticationOutcome.Authenticated>(await TryAsync(maker.Sign(alone)));
    }

    [Fact]
    public async Task An_assertion_counts_once()
    {
        var assertion = maker.Sign(Claims());
        Assert.IsType<ClientAuthenticationOutcome.Authenticated>(await TryAsync(assertion));
        Assert.IsType<ClientAuthenticationOutcome.Refused>(await TryAsync(assertion));
        Assert.IsType<ClientAuthenticationOutcome.Authenticated>(await TryAsync(maker.Sign(Claims())));
    }

    [Fact]
    public async Task Two_presentations_at_once_let_one_in()
    {
        var assertion = maker.Sign(Claims());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await TryAsync(assertion))));
        Assert.Single(outcomes.OfType<ClientAuthenticationOutcome.Authenticated>());
    }

    [Fact]
    public async Task Another_clients_jti_is_not_a_replay()
    {
        var other = sample.AddMachine(keys: maker.KeySet);
        var claims = Claims();
        Assert.IsType<ClientAuthenticationOutcome.Authenticated>(await TryAsync(maker.Sign(claims)));
        claims["iss"] = claims["sub"] = other.Id.Value;
        Assert.IsType<ClientAuthenticationOutcome.Authenticated>(await TryAsync(maker.Sign(claims)));
    }

    [Fact]
    public async Task The_header_does_not_choose_the_algorithm()
    {
        var pem = Encoding.UTF8.GetBytes(maker.PublicKeyPem);
        var none = AssertionMaker.Sign(Claims(), new() { ["alg"] = "none" }, _ => []);
        var hmac = AssertionMaker.Sign(
            Claims(), new() { ["alg"] = "HS256", ["kid"] = maker.KeyId }, input => HMACSHA256.HashData(pem, input));
        var renamed = AssertionMaker.Sign(
            Claims(), new() { ["alg"] = "RS256", ["kid"] = maker.KeyId }, input => HMACSHA256.HashData(pem, input));
        var zero = AssertionMaker.Sign(Claims(), maker.Header(), _ => new byte[64]);
        Assert.All(
            await Task.WhenAll(new[] { none, hmac, renamed, zero }.Select(async jwt => await TryAsync(jwt))),
            outcome => Assert.IsType<ClientAuthenticationOutcome.Refused>(outcome));
    }

    [Theory]
    [InlineData("kid", "other")]
    [InlineData("kid", "../client-key")]
    [InlineData("typ", "at+jwt")]
    [InlineData("crit", "exp")]
    public async Task A_wrong_header_is_refused(string member, string value)
    {
        var header = maker.Header();
        header[member] = member == "crit" ? new[] { value } : value;
        Assert.IsType<ClientAuthenticationOutcome.Refused>(await TryAsync(maker.Sign(Claims(), header)));
    }

    [Fact]
    public async Task A_key_in_the_header_is_not_looked_at()
    {
        var stranger = new AssertionMaker();
        var header = stranger.Header();
        header["jwk"] = System.Text.Json.JsonDocument.Parse(stranger.Jwks).RootElement.GetProperty("keys")[0];
        Assert.IsType<ClientAuthenticationOutcome.Refused>(await TryAsync(stranger.Sign(Claims(), header)));
    }

    [Fact]
    public async Task An_assertion_without_kid_is_tried_with_every_fitting_key()
    {
        var header = maker.Header();
        header.Remove("kid");
        Assert.IsType<ClientAuthenticationOutcome.Authenticated>(await TryAsync(maker.Sign(Claims(), header)));
    }

    [Fact]
    public async Task Another_environments_issuer_is_no_audience()
    {
        var other = new SampleEnvironment(clock);
        var claims = AssertionMaker.Claims(client.Id.Value, other.Issuer, clock.GetUtcNow());
        Assert.IsType<ClientAuthenticationOutcome.Refused>(await TryAsync(maker.Sign(claims)));
    }

    [Fact]
    public async Task A_client_with_secrets_is_not_let_in_by_an_assertion()
    {
        var other = sample.AddMachine(GeneratedSecret.New("els_"));
        var claims = AssertionMaker.Claims(other.Id.Value, sample.Issuer, clock.GetUtcNow());
        Assert.IsType<ClientAuthenticationOutcome.Refused>(await TryAsync(maker.Sign(claims)));
    }

    [Fact]
    public async Task A_client_id_beside_the_assertion_must_be_its_subject()
    {
        Assert.IsType<ClientAuthenticationOutcome.Refused>(await TryAsync(maker.Sign(Claims()), "mch_other"));
        Assert.IsType<ClientAuthenticationOutcome.Authenticated>(await TryAsync(maker.Sign(Claims()), client.Id.Value));
    }

    [Fact]
    public void Garbage_never_throws() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((a, b, c) =>
        {
            _ = ClientAssertion.Parse($"{a}.{b}.{c}");
            _ = ClientAssertion.Parse(a);
        });

    private Dictionary<string, object> Claims() => AssertionMaker.Claims(client.Id.Value, sample.Issuer, clock.GetUtcNow());

    private async ValueTask<ClientAuthenticationOutcome> TryAsync(string assertion, string? clientId = null) =>
        await authentication.AuthenticateAsync(
            sample.Here, ClientCredentials.Read(null, clientId, null, AssertionType, assertion));
}
