using System.Diagnostics;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Clients;
using Everlatch.Testing;
using Everlatch.Testing.Directories;

namespace Everlatch.Directory.Tests.Clients;

public sealed class EqualWorkTests
{
    // A missing verification or hash shows as a factor of five and more; neighbours on the machine do not.
    private const double Tolerance = 2.5;
    private const int Rounds = 400;

    private readonly TestClock clock = new();
    private readonly SampleEnvironment sample;
    private readonly ClientAuthentication authentication;

    public EqualWorkTests()
    {
        sample = new SampleEnvironment(clock);
        authentication = new ClientAuthentication(clock);
    }

    [Fact]
    public async Task An_assertion_of_an_unknown_client_costs_what_a_wrong_signature_costs()
    {
        var maker = new AssertionMaker();
        var known = sample.AddMachine(keys: maker.KeySet).Id.Value;
        var withSecret = sample.AddMachine(GeneratedSecret.New("els_")).Id.Value;
        var stranger = new AssertionMaker();
        var wrong = await MedianAsync(Assertion(stranger, known));
        Assert.InRange(await MedianAsync(Assertion(stranger, "mch_" + new string('0', 26))) / wrong, 1 / Tolerance, Tolerance);
        Assert.InRange(await MedianAsync(Assertion(stranger, withSecret)) / wrong, 1 / Tolerance, Tolerance);
    }

    [Fact]
    public async Task A_secret_of_an_unknown_client_costs_what_a_wrong_one_costs()
    {
        // Long, so that the hash outweighs everything around it.
        var secret = new string('s', 8000);
        var known = sample.AddMachine(GeneratedSecret.New("els_")).Id.Value;
        var wrong = await MedianAsync(ClientCredentials.Read(null, known, secret, null, null));
        var unknown = await MedianAsync(ClientCredentials.Read(null, "mch_" + new string('0', 26), secret, null, null));
        Assert.InRange(unknown / wrong, 1 / Tolerance, Tolerance);
    }

    private ClientCredentials.Assertion Assertion(AssertionMaker maker, string client) =>
        new(null, maker.Sign(AssertionMaker.Claims(client, sample.Issuer, clock.GetUtcNow())));

    private async Task<double> MedianAsync(ClientCredentials credentials)
    {
        var times = new long[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            Assert.IsType<ClientAuthenticationOutcome.Refused>(await authentication.AuthenticateAsync(sample.Here, credentials));
            times[i] = Stopwatch.GetTimestamp() - begin;
        }

        Array.Sort(times);
        return times[Rounds / 4];
    }
}
