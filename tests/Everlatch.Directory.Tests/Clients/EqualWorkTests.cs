using System.Security.Cryptography;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Testing;
using Everlatch.Testing.Directories;

namespace Everlatch.Directory.Tests.Clients;

/// <summary>Counts what an attempt is answered with: equal steps, so that time tells nobody which clients there are.</summary>
public sealed class EqualWorkTests
{
    private static readonly string Nobody = "mch_" + new string('0', 26);

    private readonly TestClock clock = new();
    private readonly CountedSteps steps = new();
    private readonly AssertionMaker maker = new();
    private readonly GeneratedSecret secret = GeneratedSecret.New("els_");
    private readonly SampleEnvironment sample;
    private readonly ClientAuthentication authentication;

    public EqualWorkTests()
    {
        sample = new SampleEnvironment(clock);
        authentication = new ClientAuthentication(clock, steps);
    }

    [Fact]
    public async Task Every_secret_costs_one_hash_and_two_comparisons()
    {
        var presented = secret.Text;
        string[] expected = [$"hash {presented.Length} bytes", "compare 32 with 32 bytes", "compare 32 with 32 bytes"];
        Assert.Equal(expected, await StepsAsync(Secret(sample.AddMachine(secret).Id.Value, presented), letsIn: true));

        var ended = sample.AddMachine();
        sample.Put(ended with { Secrets = [sample.SecretOf(secret, clock.GetUtcNow())] });
        var disabled = sample.AddMachine(secret);
        sample.Put(disabled with { Disabled = true });
        var two = sample.AddMachine();
        sample.Put(
            two with { Secrets = [sample.SecretOf(GeneratedSecret.New("els_")), sample.SecretOf(GeneratedSecret.New("els_"))] });
        foreach (var client in (string[])
            [
                Nobody,
                "no id at all",
                "",
                ended.Id.Value,
                disabled.Id.Value,
                two.Id.Value,
                sample.AddMachine(GeneratedSecret.New("els_")).Id.Value,
                sample.AddMachine().Id.Value,
                sample.AddMachine(keys: maker.KeySet).Id.Value,
                sample.AddApplication(ApplicationKind.Web).Id.Value,
                sample.AddApplication(ApplicationKind.Spa, secret).Id.Value,
                sample.AddApiToken(GeneratedSecret.New("elt_"), [], []).Id.Value,
            ])
        {
            Assert.Equal(expected, await StepsAsync(Secret(client, presented), letsIn: false));
        }
    }

    [Fact]
    public async Task Every_assertion_costs_one_verification()
    {
        string[] expected = ["verify ES256 with 256 bits"];
        var known = sample.AddMachine(keys: maker.KeySet).Id.Value;
        Assert.Equal(expected, await StepsAsync(Assertion(maker, known), letsIn: true));

        var disabled = sample.AddMachine(keys: maker.KeySet);
        sample.Put(disabled with { Disabled = true });
        var stranger = new AssertionMaker();
        foreach (var client in (string[])
            [
                known,
                Nobody,
                "no id at all",
                disabled.Id.Value,
                sample.AddMachine(secret).Id.Value,
                sample.AddMachine().Id.Value,
                sample.AddMachine(keys: new ClientKeySet([])).Id.Value,
                sample.AddApplication(ApplicationKind.Web, secret).Id.Value,
                sample.AddApplication(ApplicationKind.Spa).Id.Value,
            ])
        {
            Assert.Equal(expected, await StepsAsync(Assertion(stranger, client), letsIn: false));
        }

        var otherKey = maker.Header();
        otherKey["kid"] = "a key that it has not";
        Assert.Equal(expected, await StepsAsync(Assertion(maker, known, otherKey), letsIn: false));
    }

    [Theory]
    [InlineData("ES256", "verify ES256 with 256 bits")]
    [InlineData("ES384", "verify ES384 with 384 bits")]
    [InlineData("ES512", "verify ES512 with 521 bits")]
    [InlineData("RS256", "verify RS256 with 2048 bits")]
    [InlineData("PS512", "verify PS512 with 2048 bits")]
    [InlineData(SigningAlgorithms.EdDsa, "verify EdDSA with 256 bits")]
    public async Task An_unknown_clients_assertion_is_verified_whatever_its_algorithm(string algorithm, string expected)
    {
        var jwt = AssertionMaker.Sign(
            AssertionMaker.Claims(Nobody, sample.Issuer, clock.GetUtcNow()),
            new() { ["alg"] = algorithm },
            _ => RandomNumberGenerator.GetBytes(algorithm[1] == 'S' && algorithm[0] != 'E' ? 256 : 64));
        Assert.Equal([expected], await StepsAsync(new ClientCredentials.Assertion(null, jwt), letsIn: false));
    }

    private static ClientCredentials Secret(string client, string presented) =>
        ClientCredentials.Read(null, client, presented, null, null);

    private ClientCredentials.Assertion Assertion(
        AssertionMaker signer, string client, Dictionary<string, object>? header = null) =>
        new(null, signer.Sign(AssertionMaker.Claims(client, sample.Issuer, clock.GetUtcNow()), header));

    private async Task<string[]> StepsAsync(ClientCredentials credentials, bool letsIn)
    {
        steps.Take();
        var outcome = await authentication.AuthenticateAsync(sample.Here, credentials);
        Assert.Equal(letsIn, outcome is ClientAuthenticationOutcome.Authenticated);
        return steps.Take();
    }
}
