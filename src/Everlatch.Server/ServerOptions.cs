using System.ComponentModel.DataAnnotations;

namespace Everlatch.Server;

/// <summary>How the host listens and drains. Section <c>Everlatch:Server</c>.</summary>
public sealed class ServerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Server";

    /// <summary>
    /// Addresses to listen on, such as <c>http://127.0.0.1:8080</c>, or <c>http://unix:/run/everlatch/1.sock</c> for a Unix
    /// socket. Default <c>http://localhost:8080</c>: loopback only.
    /// </summary>
    public IList<string> Listen { get; } = [];

    /// <summary>PEM file of the certificate for https addresses; empty when TLS ends in front of this server.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>PEM file of that certificate's private key.</summary>
    public string CertificateKeyFile { get; set; } = "";

    /// <summary>Addresses and networks (CIDR) of proxies whose <c>X-Forwarded-For</c> is believed. Default none.</summary>
    public IList<string> KnownProxies { get; } = [];

    /// <summary>
    /// Who may connect by a Unix socket, as the rights of its file: <c>600</c> for this server's user, <c>660</c> for its group
    /// too.
    /// </summary>
    [RegularExpression("[67][0-7]0", ErrorMessage = "Everlatch:Server:UnixSocketMode is three octal digits, the last one 0.")]
    public string UnixSocketMode { get; set; } = "600";

    /// <summary>
    /// Whether whoever connects by a Unix socket is an edge, whose word about a caller's address is believed. Default false.
    /// </summary>
    public bool EdgeOnUnixSocket { get; set; }

    /// <summary>
    /// PEM file of the authority of edges' certificates: by https nobody else may connect, and who does is believed.
    /// </summary>
    public string EdgeCaFile { get; set; } = "";

    /// <summary>Seconds in which a stopping server is not ready but still accepts, so that balancers notice. Default 5.</summary>
    [Range(0, 300)]
    public int DrainSeconds { get; set; } = 5;

    /// <summary>Seconds that requests in flight may take to finish after that. Default 25.</summary>
    [Range(1, 600)]
    public int ShutdownSeconds { get; set; } = 25;

    /// <summary>Whether people reach this server by plain http: for <c>up</c> on one machine only. Default false.</summary>
    public bool PlainHttp { get; set; }
}
