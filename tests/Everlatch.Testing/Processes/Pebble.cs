using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Everlatch.Testing.Processes;

/// <summary>
/// A real certificate authority of one test's own: pebble, which asks a DNS server where every name is this machine.
/// </summary>
public sealed class Pebble : IAsyncDisposable
{
    /// <summary>The one external account that it knows when it wants one.</summary>
    public const string KeyId = "customer-1";

    private readonly ConcurrentQueue<string> log = new();
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-pebble-").FullName;
    private readonly int api = FreePort.Take();
    private readonly int apiManagement = FreePort.Take();
    private X509Certificate2 own = null!;
    private Process process = null!;

    /// <summary>Where it asks for HTTP-01 answers.</summary>
    public int HttpPort { get; } = FreePort.Take();

    /// <summary>Where it looks for TLS-ALPN-01 answers.</summary>
    public int TlsPort { get; } = FreePort.Take();

    /// <summary>The key of the external account.</summary>
    public byte[] MacKey { get; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>Its directory.</summary>
    public Uri Directory => new($"https://127.0.0.1:{api}/dir");

    /// <summary>A PEM file of the root that its own https comes from.</summary>
    public string RootsFile => Path.Combine(folder, "cert.pem");

    /// <summary>What it wrote to its log.</summary>
    public IReadOnlyCollection<string> Log => log;

    /// <summary>Starts one.</summary>
    /// <param name="dns">The DNS server that it asks.</param>
    /// <param name="external">Whether accounts must be bound to an external one.</param>
    /// <param name="rejectedNonces">Per cent of good nonces that it refuses.</param>
    public static async Task<Pebble> StartAsync(TestDns dns, bool external = false, int rejectedNonces = 0)
    {
        var pebble = new Pebble();
        pebble.WriteCertificate();
        await pebble.WriteConfigurationAsync(external);
        pebble.Run(
            ["-config", Path.Combine(pebble.folder, "pebble.json"), "-dnsserver", dns.Address],
            ("PEBBLE_VA_NOSLEEP", "1"),
            ("PEBBLE_WFE_NONCEREJECT", $"{rejectedNonces}"),
            ("PEBBLE_AUTHZREUSE", "0"));
        await pebble.ReadyAsync();
        return pebble;
    }

    /// <summary>A client that trusts this authority's own certificate and no other.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler
    {
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == own.GetCertHashString(),
        },
    });

    /// <summary>The root under which its chains verify; new with every start.</summary>
    public async Task<X509Certificate2> RootAsync()
    {
        using var http = Client();
        return X509Certificate2.CreateFromPem(await http.GetStringAsync(new Uri($"https://127.0.0.1:{apiManagement}/roots/0")));
    }

    /// <summary>Makes it silent: connections stay open and nothing answers.</summary>
    public Task FreezeAsync() => Signals.SendAsync("STOP", process.Id);

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync() => Signals.SendAsync("CONT", process.Id);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        own.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=pebble", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        own = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), own.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private Task WriteConfigurationAsync(bool external) => File.WriteAllTextAsync(
        Path.Combine(folder, "pebble.json"),
        JsonSerializer.Serialize(new
        {
            pebble = new
            {
                listenAddress = $"127.0.0.1:{api}",
                managementListenAddress = $"127.0.0.1:{apiManagement}",
                certificate = Path.Combine(folder, "cert.pem"),
                privateKey = Path.Combine(folder, "key.pem"),
                httpPort = HttpPort,
                tlsPort = TlsPort,
                ocspResponderURL = "",
                externalAccountBindingRequired = external,
                externalAccountMACKeys = new Dictionary<string, string>
                {
                    [KeyId] = System.Buffers.Text.Base64Url.EncodeToString(MacKey),
                },
            },
        }));

    private void Run(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("pebble", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task ReadyAsync()
    {
        using var http = Client();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                (await http.GetAsync(Directory)).Dispose();
                return;
            }
            catch (HttpRequestException) when (attempt < 200)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }
}
