using System.ComponentModel.DataAnnotations;

namespace Everlatch.Edge;

/// <summary>How an edge listens, which hosts it answers for, and how it forwards. Section <c>Everlatch:Edge</c>.</summary>
public sealed class EdgeOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Edge";

    /// <summary>
    /// Addresses to listen on, such as <c>https://0.0.0.0:443</c> and <c>http://0.0.0.0:80</c>. What arrives by http is
    /// redirected.
    /// </summary>
    [MinLength(1)]
    public IList<string> Listen { get; } = [];

    /// <summary>The region of this edge.</summary>
    [Required]
    public string Region { get; set; } = "eu";

    /// <summary>
    /// Domains of the operator's own, such as <c>*.login.example.com</c>: every name one label below is a host.
    /// </summary>
    public IList<string> BaseDomains { get; } = [];

    /// <summary>Hosts beside those.</summary>
    public IList<string> Hosts { get; } = [];

    /// <summary>Path of the file that names the slots and their servers; it is read again when it changes.</summary>
    [Required]
    public string SlotsFile { get; set; } = "";

    /// <summary>Folder of certificates: <c>NAME.crt</c> with its chain and <c>NAME.key</c>, both PEM.</summary>
    public string CertificatesFolder { get; set; } = "";

    /// <summary>
    /// Certificates of custom domains that are held in memory, the last used; the others are read from disk when they are asked
    /// for. Default 10000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int CertificatesHeld { get; set; } = 10_000;

    /// <summary>Whether people reach this edge by plain http: on one machine only. Default false.</summary>
    public bool PlainHttp { get; set; }

    /// <summary>PEM file of the certificate that this edge shows to servers with https addresses.</summary>
    public string ClientCertificateFile { get; set; } = "";

    /// <summary>PEM file of that certificate's private key.</summary>
    public string ClientKeyFile { get; set; } = "";

    /// <summary>PEM file of the authority that signed those servers' certificates; empty for the system's authorities.</summary>
    public string ServerCaFile { get; set; } = "";

    /// <summary>
    /// Addresses for other regions' edges: <c>http://unix:/run/everlatch/peers.sock</c> on one machine, or https with
    /// certificates of both sides. Who comes there is believed about a caller's address, and gets only what is at home here.
    /// </summary>
    public IList<string> PeerListen { get; } = [];

    /// <summary>PEM file of the certificate for https addresses among those.</summary>
    public string PeerCertificateFile { get; set; } = "";

    /// <summary>PEM file of that certificate's private key.</summary>
    public string PeerKeyFile { get; set; } = "";

    /// <summary>PEM file of the authority of other regions' edges: by https nobody else may connect there.</summary>
    public string PeerCaFile { get; set; } = "";

    /// <summary>Who may connect by a Unix socket, as the rights of its file. Default 600: this edge's user.</summary>
    [RegularExpression("[67][0-7]0", ErrorMessage = "Everlatch:Edge:UnixSocketMode is three octal digits, the last one 0.")]
    public string UnixSocketMode { get; set; } = "600";

    /// <summary>Requests that a slot works on at once. Default 512.</summary>
    [Range(4, 100_000)]
    public int Concurrency { get; set; } = 512;

    /// <summary>Requests that wait for a slot; one more sheds the least important. Default 1024.</summary>
    [Range(0, 100_000)]
    public int QueueLimit { get; set; } = 1024;

    /// <summary>Milliseconds that a request waits for a slot before it is shed. Default 2000.</summary>
    [Range(1, 60_000)]
    public int QueueMilliseconds { get; set; } = 2000;

    /// <summary>Milliseconds between two looks at a server's health. Default 1000.</summary>
    [Range(50, 60_000)]
    public int ProbeMilliseconds { get; set; } = 1000;

    /// <summary>Milliseconds that connecting to a server may take, with its TLS handshake. Default 1000.</summary>
    [Range(10, 60_000)]
    public int ConnectMilliseconds { get; set; } = 1000;

    /// <summary>Seconds without any progress after which a server's answer is given up. Default 30.</summary>
    [Range(1, 600)]
    public int AnswerSeconds { get; set; } = 30;

    /// <summary>
    /// Bytes of a request body that are kept until it is answered, so that it can be sent to another server. Default 65536.
    /// </summary>
    [Range(0, 1_048_576)]
    public int KeptBodyBytes { get; set; } = 65_536;

    /// <summary>Seconds in which a stopping edge is not ready but still accepts, so that balancers notice. Default 5.</summary>
    [Range(0, 300)]
    public int DrainSeconds { get; set; } = 5;

    /// <summary>Seconds that requests in flight may take to finish after that. Default 30.</summary>
    [Range(1, 600)]
    public int ShutdownSeconds { get; set; } = 30;
}
