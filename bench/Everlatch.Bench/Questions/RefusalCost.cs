using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Everlatch.Bench.Report;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Bench.Questions;

/// <summary>Whether the time of a refusal tells an unknown client from a known one.</summary>
/// <remarks>
/// That equal steps are taken is a test's business; what they take is asked here, in turns, so that a neighbour slows all alike.
/// </remarks>
internal static class RefusalCost
{
    private const int Rounds = 4000;
    private const int Warmups = 500;
    private const double Goal = 1.2;

    public static async Task<Answer> AskAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (bySecret, byKey, unknown) = (NewId(), NewId(), NewId());
        var here = Here(Client(bySecret) with { Secrets = [Stored()] }, Client(byKey) with { KeySet = KeysOf(key) });
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var wrong = GeneratedSecret.New("els_").Text;
        var secrets = await MediansAsync(here, Secret(bySecret, wrong), Secret(unknown, wrong));
        var assertions = await MediansAsync(
            here, Assertion(stranger, byKey, here.Issuer), Assertion(stranger, unknown, here.Issuer));
        return new Answer("refused", "median")
            .Row("wrong secret", Micros(secrets.Known))
            .Row("secret of an unknown client", Micros(secrets.Unknown))
            .Row("wrong signature", Micros(assertions.Known))
            .Row("assertion of an unknown client", Micros(assertions.Unknown))
            .Goal(
                "an unknown client's secret takes 1/1.2 to 1.2 × a wrong one", $"{secrets.Ratio.Ratio()} ×", IsMet(secrets.Ratio))
            .Goal(
                "an unknown client's assertion takes 1/1.2 to 1.2 × a wrong signature",
                $"{assertions.Ratio.Ratio()} ×",
                IsMet(assertions.Ratio));
    }

    // In pairs of a kind: what ran just before leaves the caches warm or cold, and must be the same for both.
    private static async Task<(double Known, double Unknown, double Ratio)> MediansAsync(
        DirectoryHost here, ClientCredentials known, ClientCredentials unknown)
    {
        var authentication = new ClientAuthentication(TimeProvider.System);
        var (first, second) = (new List<double>(Rounds), new List<double>(Rounds));
        for (var round = -Warmups; round < Rounds; round++)
        {
            var (a, b) = (await TimeAsync(authentication, here, known), await TimeAsync(authentication, here, unknown));
            if (round >= 0)
            {
                first.Add(a);
                second.Add(b);
            }
        }

        return (first.Median(), second.Median(), second.Median() / first.Median());
    }

    private static async Task<double> TimeAsync(
        ClientAuthentication authentication, DirectoryHost here, ClientCredentials attempt)
    {
        var begin = Stopwatch.GetTimestamp();
        var outcome = await authentication.AuthenticateAsync(here, attempt);
        var took = Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
        return outcome is ClientAuthenticationOutcome.Refused
            ? took
            : throw new InvalidOperationException("An attempt was not refused.");
    }

    private static DirectoryHost Here(params MachineClientEntry[] clients)
    {
        var host = new HostEntry(HostName.Trusted("bench.example"), "https://bench.example", true);
        return new DirectoryHost(
            new DirectoryEnvironment
            {
                Id = Id.New<EnvironmentId>(TimeProvider.System),
                Name = "Bench",
                Region = Region.Trusted("eu"),
                Settings = new EnvironmentSettings(),
                MachineClients = clients.ToImmutableDictionary(client => client.Id),
            },
            host);
    }

    private static MachineClientId NewId() => Id.New<MachineClientId>(TimeProvider.System);

    private static MachineClientEntry Client(MachineClientId id) =>
        new() { Id = id, Name = "Machine", Apis = [], SigningAlgorithm = "ES256", TokenSeconds = 600, Secrets = [] };

    private static ClientSecret Stored() =>
        new(Id.New<SecretId>(TimeProvider.System), GeneratedSecret.New("els_").Hash, null);

    private static ClientKeySet KeysOf(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        var (x, y) = (Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));
        return ClientKeySet.TryParse(
            $$"""{"keys":[{"kty":"EC","crv":"P-256","x":"{{x}}","y":"{{y}}"}]}""", out var keys, out var problem)
            ? keys
            : throw new InvalidOperationException(problem);
    }

    private static ClientCredentials Secret(MachineClientId client, string secret) =>
        ClientCredentials.Read(null, client.Value, secret, null, null);

    private static ClientCredentials.Assertion Assertion(ECDsa key, MachineClientId client, string issuer)
    {
        var input = Part(new { alg = "ES256" }) + "." + Part(new { iss = client.Value, sub = client.Value, aud = issuer });
        return new(
            null, $"{input}.{Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256))}");
    }

    private static string Part(object members) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(members));

    private static string Micros(double value) => $"{value.Ratio()} µs";

    private static bool IsMet(double ratio) => ratio is >= 1 / Goal and <= Goal;
}
