using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop;

/// <summary>Apache with mod_auth_openidc, on loopback, in a folder of its own, as the relying party.</summary>
internal sealed class ApacheWithOidc : IAsyncDisposable
{
    private const string Modules = "/usr/lib/apache2/modules";
    private const int Attempts = 400;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-apache-").FullName;
    private Process? process;

    public int Port { get; } = FreePort.Take();

    public string RedirectUri => $"http://127.0.0.1:{Port}/protected/callback";

    public string ProtectedPage => $"http://127.0.0.1:{Port}/protected/index.html";

    /// <summary>Starts it for a client of an issuer and waits until it listens.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="clientSecret">Its secret.</param>
    /// <param name="via">The port of the edge that it reaches the issuer by; null for the issuer's own.</param>
    public async Task StartAsync(string issuer, string clientId, string clientSecret, int? via = null)
    {
        var pages = System.IO.Directory.CreateDirectory(Path.Combine(folder, "www", "protected"));
        await File.WriteAllTextAsync(
            Path.Combine(pages.FullName, "index.html"), "<!doctype html><title>Protected</title><h1>Protected</h1>");
        Process.Start("chmod", ["711", folder]).WaitForExit();
        var configuration = Path.Combine(folder, "apache.conf");
        await File.WriteAllTextAsync(configuration, Configuration(issuer, clientId, clientSecret, via));
        var start = new ProcessStartInfo(Binary(), ["-f", configuration, "-DFOREGROUND"]) { RedirectStandardError = true };

        // Where this machine says that loopback is asked without a proxy, the edge would not be.
        start.Environment.Remove("no_proxy");
        start.Environment.Remove("NO_PROXY");
        process = Process.Start(start)!;
        await ListenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <summary>What Apache wrote to its error log.</summary>
    public string ErrorLog() => File.Exists($"{folder}/error.log") ? File.ReadAllText($"{folder}/error.log") : "";

    // An edge is asked as a proxy is: for the whole address, by which it knows the host.
    private string Configuration(string issuer, string clientId, string clientSecret, int? via) =>
        $"""
        ServerRoot "{folder}"
        ServerName 127.0.0.1
        PidFile "{folder}/pid"
        ErrorLog "{folder}/error.log"
        Listen 127.0.0.1:{Port}
        LoadModule mpm_event_module {Modules}/mod_mpm_event.so
        LoadModule authn_core_module {Modules}/mod_authn_core.so
        LoadModule authz_core_module {Modules}/mod_authz_core.so
        LoadModule authz_user_module {Modules}/mod_authz_user.so
        LoadModule headers_module {Modules}/mod_headers.so
        LoadModule mime_module {Modules}/mod_mime.so
        LoadModule auth_openidc_module {Modules}/mod_auth_openidc.so
        TypesConfig /etc/mime.types
        User www-data
        Group www-data
        DocumentRoot "{folder}/www"
        OIDCProviderMetadataURL {issuer}/.well-known/openid-configuration
        OIDCClientID {clientId}
        OIDCClientSecret {clientSecret}
        OIDCRedirectURI {RedirectUri}
        OIDCCryptoPassphrase {Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}
        OIDCIDTokenSignedResponseAlg ES256
        OIDCPKCEMethod S256
        OIDCScope "openid email"
        OIDCRemoteUserClaim email
        {(via is null ? "" : $"OIDCOutgoingProxy 127.0.0.1:{via}")}
        <Directory "{folder}/www">
          Require all granted
        </Directory>
        <Location /protected>
          AuthType openid-connect
          Require valid-user
          Header set X-Remote-User "expr=%{"{REMOTE_USER}"}"
        </Location>
        """;

    private async Task ListenAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (attempt < Attempts && process is { HasExited: false })
            {
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }

    private static string Binary() => File.Exists("/usr/sbin/apache2") ? "/usr/sbin/apache2" : "apache2";
}
