using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Hosting;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Edge;

/// <summary>
/// A customer's host from its claim to its first handshake: server and edge in processes of their own, a real authority that
/// looks at the edge, and a DNS server.
/// </summary>
public sealed class CertifiedDomainTests : IAsyncLifetime
{
    private const string Token = "the edges' token";
    private const string Host = "login.acme.com";
    private readonly Place place = new();
    private readonly int port = FreePort.Take();
    private TestDns dns = null!;
    private Pebble pebble = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string KeyFile => Path.Combine(place.Folder, "edge.key");

    public async ValueTask InitializeAsync()
    {
        dns = await TestDns.StartAsync();
        pebble = await Pebble.StartAsync(dns);
        System.IO.Directory.CreateDirectory(place.Folder);
        Hosting.KeyFile.Create(KeyFile);
    }

    public async ValueTask DisposeAsync()
    {
        await pebble.DisposeAsync();
        await dns.DisposeAsync();
        place.Dispose();
    }

    [Theory]
    [InlineData("http-01")]
    [InlineData("tls-alpn-01")]
    public async Task A_domain_is_served_by_https_some_seconds_after_its_record_is_set(string challenge)
    {
        await using var server = await ServerAsync(challenge).ReadyAsync();
        await using var edge = await EdgeAsync();

        var made = await VerbAsync("domain", "add", Host);
        var alias = made["records"]!.AsArray().Single(record => (string?)record!["type"] == "CNAME")!;
        await dns.SetAliasAsync((string)alias["name"]!, (string)alias["value"]!);
        await VerbAsync("domain", "verify", (string)made["id"]!);
        var live = await UntilLiveAsync((string)made["id"]!, edge, server);
        Assert.Equal("acme", (string?)live["certificate"]!["kind"]);

        using var shown = await ShownAsync();
        Assert.True(shown.MatchesHostname(Host));
        Assert.Contains("Pebble", shown.Issuer, StringComparison.Ordinal);

        // With one's own certificate instead, by the verb that takes it; connections that come later see it.
        using var authority = new TestAuthority();
        TestAuthority.Write(place.Folder, "own", authority.Server(Host));
        await using (var put = Running.Shell(
            $"everlatch domain certificate put {made["id"]} --chain '{In("own.crt")}' --key -"
            + $" --data '{place.Folder}' < '{In("own.key")}'",
            new Dictionary<string, string>()))
        {
            Assert.True(await put.ExitAsync() == 0, put.Output + put.Error);
            Assert.Contains("uploaded", put.Output, StringComparison.Ordinal);
        }

        await UntilAsync(async () =>
        {
            using var other = await ShownAsync();
            return authority.Issued(other);
        });
        await VerbAsync("domain", "certificate", "remove", (string)made["id"]!);
        var after = await VerbAsync("domain", "show", (string)made["id"]!);
        Assert.NotEqual("uploaded", (string?)after["certificate"]!["kind"]);
        Assert.DoesNotContain("PRIVATE KEY", server.Output + server.Error + edge.Output + edge.Error, StringComparison.Ordinal);
    }

    private string In(string file) => Path.Combine(place.Folder, file);

    private Running ServerAsync(string challenge) => Running.Everlatch(
        new Dictionary<string, string>
        {
            ["EVERLATCH__FEED__REGION"] = "eu",
            ["EVERLATCH__FEED__TOKEN"] = Token,
            ["EVERLATCH__FEED__CERTIFICATEKEYFILE"] = KeyFile,
            ["EVERLATCH__DOMAINS__CNAMETARGET"] = "domains.everlatch.net",
            ["EVERLATCH__DOMAINS__RESOLVERS__0"] = dns.Address,
            ["EVERLATCH__DOMAINS__WATCHSECONDS"] = "1",
            ["EVERLATCH__CERTIFICATES__DIRECTORY"] = pebble.Directory.AbsoluteUri,
            ["EVERLATCH__CERTIFICATES__AUTHORITYROOTSFILE"] = pebble.RootsFile,
            ["EVERLATCH__CERTIFICATES__CAAIDENTITIES__0"] = "ca.everlatch.net",
            ["EVERLATCH__CERTIFICATES__CHALLENGES__0"] = challenge,
            ["EVERLATCH__CERTIFICATES__WATCHSECONDS"] = "1",
        },
        "up", "--data", place.Folder, "--port", $"{port}");

    // It listens where pebble looks for proofs.
    private async Task<Running> EdgeAsync()
    {
        await File.WriteAllTextAsync(
            In("slots.json"), $$"""{"slots":[{"name":"blue","share":100,"servers":["http://127.0.0.1:{{port}}"]}]}""", Ct);
        var environment = new Dictionary<string, string> { ["EVERLATCH_MASTER_KEY_FILE"] = In("master.key") };
        await using var command = Running.Everlatch(environment, "region", "key", "--json");
        Assert.Equal(0, await command.ExitAsync());
        var edge = Running.Everlatch(
            new Dictionary<string, string>
            {
                ["EVERLATCH__EDGE__LISTEN__0"] = $"http://127.0.0.1:{pebble.HttpPort}",
                ["EVERLATCH__EDGE__LISTEN__1"] = $"https://127.0.0.1:{pebble.TlsPort}",
                ["EVERLATCH__EDGE__SLOTSFILE"] = In("slots.json"),
                ["EVERLATCH__ROUTES__REGIONS__0__NAME"] = "eu",
                ["EVERLATCH__ROUTES__REGIONS__0__KEYS__0"] =
                    JsonDocument.Parse(command.Output).RootElement.GetProperty("key").GetString()!,
                ["EVERLATCH__ROUTES__FOLDER"] = In("edge"),
                ["EVERLATCH__ROUTES__TOKEN"] = Token,
                ["EVERLATCH__ROUTES__CERTIFICATEKEYFILE"] = KeyFile,
            },
            "edge");
        using var http = new HttpClient();
        await UntilAsync(async () =>
        {
            try
            {
                return (await http.GetAsync(new Uri($"http://127.0.0.1:{pebble.HttpPort}/health/ready"), Ct)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return edge;
    }

    private async Task<JsonObject> VerbAsync(params IEnumerable<string> verb)
    {
        await using var command = Running.Everlatch([.. verb, "--json", "--data", place.Folder]);
        Assert.True(await command.ExitAsync() == 0, command.Output + command.Error);
        return JsonNode.Parse(command.Output)!.AsObject();
    }

    private async Task<JsonObject> UntilLiveAsync(string domain, Running edge, Running server)
    {
        JsonObject? shown = null;
        for (var look = 0; look < 40; look++)
        {
            shown = await VerbAsync("domain", "show", domain);
            if ((string?)shown["state"] == "live")
            {
                return shown;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Ct);
        }

        throw new TimeoutException($"It is not live: {shown}\n{server.Output}{server.Error}\n{edge.Output}{edge.Error}");
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var look = 0; look < 200; look++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
        }

        throw new TimeoutException("The edge did not come so far.");
    }

    private async Task<X509Certificate2> ShownAsync()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", pebble.TlsPort, Ct);
        await using var tls = new SslStream(
            socket.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => shown is not null);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = Host }, Ct);
        return X509CertificateLoader.LoadCertificate(tls.RemoteCertificate!.GetRawCertData());
    }
}
