using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Everlatch.Testing.Processes;

/// <summary>
/// What custom domains with certificates take: server and edge in processes of their own, a real authority that looks at the
/// edge, and a DNS server.
/// </summary>
public sealed class CertifiedDomains : IAsyncDisposable
{
    private const string Token = "the edges' token";
    private readonly DirectoryInfo root = System.IO.Directory.CreateTempSubdirectory("everlatch-domains-");
    private readonly int port = FreePort.Take();

    private CertifiedDomains(TestDns dns, Pebble pebble, X509Certificate2 authority) =>
        (Dns, Pebble, Authority) = (dns, pebble, authority);

    /// <summary>The DNS server.</summary>
    public TestDns Dns { get; }

    /// <summary>The authority.</summary>
    public Pebble Pebble { get; }

    /// <summary>The root of what it issues.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>The server.</summary>
    public Running Server { get; private set; } = null!;

    /// <summary>The edge, which listens where the authority looks for proofs.</summary>
    public Running Edge { get; private set; } = null!;

    /// <summary>The server's data folder.</summary>
    public string Folder => Path.Combine(root.FullName, "data");

    /// <summary>What <c>up.json</c> holds.</summary>
    public JsonElement Up => JsonDocument.Parse(File.ReadAllText(In("up.json"))).RootElement;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string KeyFile => In("edges.key");

    /// <summary>Starts all of it, and waits until the edge is ready.</summary>
    /// <param name="challenge">How hosts are proven to the authority.</param>
    public static async Task<CertifiedDomains> StartAsync(string challenge = "http-01")
    {
        var dns = await TestDns.StartAsync();
        var pebble = await Pebble.StartAsync(dns);
        var domains = new CertifiedDomains(dns, pebble, await pebble.RootAsync());
        System.IO.Directory.CreateDirectory(domains.Folder);
        Hosting.KeyFile.Create(domains.KeyFile);
        domains.Server = domains.StartServer(challenge);
        await domains.Server.ReadyAsync();
        domains.Edge = await domains.StartEdgeAsync();
        await UntilAsync(domains.IsReadyAsync);
        return domains;
    }

    /// <summary>The path of a file in the data folder.</summary>
    public string In(string file) => Path.Combine(Folder, file);

    /// <summary>Runs a verb to its good end and returns what it made or read.</summary>
    public async Task<JsonObject> VerbAsync(params IEnumerable<string> verb)
    {
        await using var command = Running.Everlatch([.. verb, "--json", "--data", Folder]);
        Assert.True(await command.ExitAsync() == 0, command.Output + command.Error);
        return JsonNode.Parse(command.Output)!.AsObject();
    }

    /// <summary>Claims a host, sets its record, and waits until people are served there.</summary>
    /// <param name="host">The host.</param>
    /// <param name="more">More arguments of the verb that claims it.</param>
    public async Task<JsonObject> AddAsync(string host, params IEnumerable<string> more)
    {
        var made = await VerbAsync(["domain", "add", host, .. more]);
        var alias = made["records"]!.AsArray().Single(record => (string?)record!["type"] == "CNAME")!;
        await Dns.SetAliasAsync((string)alias["name"]!, (string)alias["value"]!);
        await VerbAsync("domain", "verify", (string)made["id"]!);
        for (var look = 0; look < 80; look++)
        {
            made = await VerbAsync("domain", "show", (string)made["id"]!);
            if ((string?)made["state"] == "live")
            {
                return made;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Ct);
        }

        throw new TimeoutException($"It is not live: {made}\n{Server.Output}{Server.Error}\n{Edge.Output}{Edge.Error}");
    }

    /// <summary>Makes what the authority issued due for renewal, as if two thirds of its life were over.</summary>
    public async Task LetRenewAsync()
    {
        await using var database = new SqliteConnection($"Data Source={In("everlatch.db")};Pooling=False;Default Timeout=30");
        await database.OpenAsync(Ct);
        await using var age = database.CreateCommand();
        age.CommandText = "update certificates set renew_at = 0; update certificate_orders set next_try_at = 0";
        await age.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>The certificate that a new handshake at a host sees, whoever issued it.</summary>
    public async Task<X509Certificate2> ShownAsync(string host)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", Pebble.TlsPort, Ct);
        await using var tls = new SslStream(
            socket.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => shown is not null);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, Ct);
        return X509CertificateLoader.LoadCertificate(tls.RemoteCertificate!.GetRawCertData());
    }

    /// <summary>Waits for something at the edge.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var look = 0; look < 300; look++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
        }

        throw new TimeoutException("The edge did not come so far.");
    }

    /// <summary>Whether the edge says that it is ready.</summary>
    public async Task<bool> IsReadyAsync()
    {
        using var http = new HttpClient();
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{Pebble.HttpPort}/health/ready"), Ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Edge.DisposeAsync();
        await Server.DisposeAsync();
        await Pebble.DisposeAsync();
        await Dns.DisposeAsync();
        Authority.Dispose();
        root.Delete(recursive: true);
    }

    private Running StartServer(string challenge) => Running.Everlatch(
        new Dictionary<string, string>
        {
            ["EVERLATCH__FEED__REGION"] = "eu",
            ["EVERLATCH__FEED__TOKEN"] = Token,
            ["EVERLATCH__FEED__CERTIFICATEKEYFILE"] = KeyFile,
            ["EVERLATCH__DOMAINS__CNAMETARGET"] = "domains.everlatch.net",
            ["EVERLATCH__DOMAINS__RESOLVERS__0"] = Dns.Address,
            ["EVERLATCH__DOMAINS__WATCHSECONDS"] = "1",
            ["EVERLATCH__CERTIFICATES__DIRECTORY"] = Pebble.Directory.AbsoluteUri,
            ["EVERLATCH__CERTIFICATES__AUTHORITYROOTSFILE"] = Pebble.RootsFile,
            ["EVERLATCH__CERTIFICATES__CAAIDENTITIES__0"] = "ca.everlatch.net",
            ["EVERLATCH__CERTIFICATES__CHALLENGES__0"] = challenge,
            ["EVERLATCH__CERTIFICATES__WATCHSECONDS"] = "1",
        },
        "up", "--data", Folder, "--port", $"{port}");

    private async Task<Running> StartEdgeAsync()
    {
        await File.WriteAllTextAsync(
            In("slots.json"), $$"""{"slots":[{"name":"blue","share":100,"servers":["http://127.0.0.1:{{port}}"]}]}""", Ct);
        var environment = new Dictionary<string, string> { ["EVERLATCH_MASTER_KEY_FILE"] = In("master.key") };
        await using var command = Running.Everlatch(environment, "region", "key", "--json");
        Assert.Equal(0, await command.ExitAsync());
        return Running.Everlatch(
            new Dictionary<string, string>
            {
                ["EVERLATCH__EDGE__LISTEN__0"] = $"http://127.0.0.1:{Pebble.HttpPort}",
                ["EVERLATCH__EDGE__LISTEN__1"] = $"https://127.0.0.1:{Pebble.TlsPort}",
                ["EVERLATCH__EDGE__SLOTSFILE"] = In("slots.json"),
                ["EVERLATCH__ROUTES__REGIONS__0__NAME"] = "eu",
                ["EVERLATCH__ROUTES__REGIONS__0__KEYS__0"] =
                    JsonDocument.Parse(command.Output).RootElement.GetProperty("key").GetString()!,
                ["EVERLATCH__ROUTES__FOLDER"] = In("edge"),
                ["EVERLATCH__ROUTES__TOKEN"] = Token,
                ["EVERLATCH__ROUTES__CERTIFICATEKEYFILE"] = KeyFile,
            },
            "edge");
    }
}
