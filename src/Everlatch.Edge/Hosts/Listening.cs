using System.Net;
using System.Net.Security;
using Everlatch.Core;
using Everlatch.Edge.Certificates;
using Everlatch.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Everlatch.Edge.Hosts;

/// <summary>Kestrel on the configured addresses. By https each connection gets the certificate of the host it names.</summary>
internal static class Listening
{
    // The servers behind have the same bound, and the edge's own headers come on top.
    private const int OwnHeaders = 1024;

    private static readonly List<SslApplicationProtocol> Protocols =
        [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];

    private static readonly List<SslApplicationProtocol> TlsAlpn01 = [new(TlsAlpnCertificate.Protocol)];

    /// <summary>Adds it.</summary>
    /// <exception cref="StartRefusedException">An address cannot be read.</exception>
    public static void AddKestrel(this WebApplicationBuilder builder, EdgeOptions options)
    {
        var addresses = options.Listen.Select(AddressOf).ToArray();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            KestrelLimits.Apply(kestrel);
            kestrel.Limits.MaxRequestHeadersTotalSize = KestrelLimits.Headers - OwnHeaders;
            foreach (var (address, isTls) in addresses)
            {
                Bind(kestrel, address, listen => Configure(listen, isTls));
            }

            foreach (var text in options.PeerListen)
            {
                PeerListening.Bind(kestrel, text, options);
            }
        });
        UnixSockets.Add(builder.Services, options.UnixSocketMode);
    }

    /// <summary>Listens at an address.</summary>
    internal static void Bind(KestrelServerOptions kestrel, BindingAddress address, Action<ListenOptions> configure)
    {
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
        {
            kestrel.Listen(ip, address.Port, configure);
        }
        else if (address.Host == "localhost")
        {
            kestrel.ListenLocalhost(address.Port, configure);
        }
        else
        {
            kestrel.ListenAnyIP(address.Port, configure);
        }
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="StartRefusedException">It is none.</exception>
    internal static (BindingAddress Address, bool IsTls) AddressOf(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            var isTls = address.Scheme == Uri.UriSchemeHttps;
            return (isTls || address.Scheme == Uri.UriSchemeHttp) && address.PathBase.Length == 0 && IsHere(address.Host)
                ? (address, isTls)
                : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new StartRefusedException(
                "EL1910",
                $"'{text}' in Everlatch:Edge:Listen is no address such as https://0.0.0.0:443: http or https, "
                    + "then an IP address, 'localhost' or '*', and a port.");
        }
    }

    private static bool IsHere(string host) => IPAddress.TryParse(host.Trim('[', ']'), out _) || host is "localhost" or "*";

    private static async ValueTask<SslServerAuthenticationOptions> ServeAsync(
        TlsHandshakeCallbackContext hello, IHostCertificates certificates) => new()
        {
            ServerCertificateContext = HostName.TryParse(hello.ClientHelloInfo.ServerName, out var host)
                ? await certificates.FindAsync(host, hello.CancellationToken)
                : null,
            EnabledSslProtocols = TlsVersions.Allowed,
            ApplicationProtocols = Protocols,
        };

    private static async ValueTask<SslServerAuthenticationOptions> AnswerAsync(
        TlsHandshakeCallbackContext hello, AnswerTlsAlpn answers) => new()
        {
            ServerCertificateContext = HostName.TryParse(hello.ClientHelloInfo.ServerName, out var host)
                ? await answers.FindAsync(host, hello.CancellationToken)
                : null,
            EnabledSslProtocols = TlsVersions.Allowed,
            ApplicationProtocols = TlsAlpn01,
        };

    private static void Configure(ListenOptions listen, bool isTls)
    {
        listen.Protocols = isTls ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
        if (isTls)
        {
            var certificates = listen.ApplicationServices.GetRequiredService<IHostCertificates>();
            var answers = listen.ApplicationServices.GetRequiredService<AnswerTlsAlpn>();
            TlsAlpnConnection.MarkBeforeHandshake(listen);
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = hello => TlsAlpnConnection.Is(hello.Connection)
                    ? AnswerAsync(hello, answers)
                    : ServeAsync(hello, certificates),
            });
            TlsAlpnConnection.EndAfterHandshake(listen);
        }
    }
}
