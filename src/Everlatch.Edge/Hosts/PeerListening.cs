using System.Security.Cryptography.X509Certificates;
using Everlatch.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Everlatch.Edge.Hosts;

/// <summary>Where only other regions' edges can connect: a Unix socket, or https with certificates of both sides.</summary>
internal static class PeerListening
{
    private const string UnixPrefix = "http://unix:";

    /// <summary>Listens at an address of <c>Everlatch:Edge:PeerListen</c>.</summary>
    /// <exception cref="StartRefusedException">It is none, or the files for it cannot be used.</exception>
    public static void Bind(KestrelServerOptions kestrel, string text, EdgeOptions options)
    {
        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            kestrel.ListenUnixSocket(text[UnixPrefix.Length..], Mark);
            return;
        }

        var (address, isTls) = Listening.AddressOf(text);
        if (!isTls || options.PeerCaFile.Length == 0 || options.PeerCertificateFile.Length == 0)
        {
            throw new StartRefusedException(
                "EL1911",
                $"'{text}' in Everlatch:Edge:PeerListen is open to anybody: it has to be a Unix socket, "
                    + "or https with PeerCertificateFile, PeerKeyFile and PeerCaFile.");
        }

        var certificate = X509Certificate2.CreateFromPemFile(options.PeerCertificateFile, options.PeerKeyFile);
        var peers = EdgeCertificates.Read(options.PeerCaFile, "Everlatch:Edge:PeerCaFile");
        Listening.Bind(kestrel, address, listen =>
        {
            Mark(listen);
            listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.SslProtocols = TlsVersions.Allowed;
                peers.Require(https);
            });
        });
    }

    private static void Mark(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection =>
        {
            connection.Features.Set(PeerConnection.Mark);
            return next(connection);
        });
    }
}
