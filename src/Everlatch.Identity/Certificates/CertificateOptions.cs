using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Identity.Certificates.Acme.Resources;

namespace Everlatch.Identity.Certificates;

/// <summary>How certificates of custom domains are ordered. Section <c>Everlatch:Certificates</c>.</summary>
public sealed class CertificateOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Certificates";

    /// <summary>
    /// The address of an authority's ACME directory, by https; setting it agrees to the authority's terms of service. Empty (the
    /// default) means that no certificate is ordered.
    /// </summary>
    public string Directory { get; set; } = "";

    /// <summary>The mail address that the authority writes to; empty for none.</summary>
    public string Contact { get; set; } = "";

    /// <summary>The name of the key of an external account, for authorities that want one (RFC 8555 §7.3.4).</summary>
    public string ExternalAccountKeyId { get; set; } = "";

    /// <summary>Path of a file that holds that key, in base64url as authorities give it.</summary>
    public string ExternalAccountKeyFile { get; set; } = "";

    /// <summary>PEM file of roots that the authority's own https may come from, beside the system's.</summary>
    public string AuthorityRootsFile { get; set; } = "";

    /// <summary>
    /// How hosts are proven to the authority, the preferred way first: <c>http-01</c>, <c>tls-alpn-01</c>. Empty (the default)
    /// means both, in this order.
    /// </summary>
    public IList<string> Challenges { get; } = [];

    /// <summary>
    /// The names by which CAA records allow the authority; empty (the default) for those that its directory says.
    /// </summary>
    public IList<string> CaaIdentities { get; } = [];

    /// <summary>Orders that a server runs at once. Default 2.</summary>
    [Range(1, 100)]
    public int AtOnce { get; set; } = 2;

    /// <summary>Seconds between two looks for hosts that are due. Default 5.</summary>
    [Range(1, 3600)]
    public int WatchSeconds { get; set; } = 5;

    /// <summary>Whether certificates are ordered.</summary>
    public bool Enabled => Directory.Length > 0;

    /// <summary>The ways to prove a host, the preferred one first.</summary>
    internal IReadOnlyList<string> Ways =>
        Challenges.Count == 0 ? [AcmeChallenge.Http, AcmeChallenge.TlsAlpn] : [.. Challenges.Distinct()];

    internal static bool DirectoryIsHttps(CertificateOptions options) =>
        !options.Enabled
        || (Uri.TryCreate(options.Directory, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps);

    internal static bool ContactIsAddress(CertificateOptions options) =>
        options.Contact.Length == 0 || MailAddress.TryCreate(options.Contact, out _);

    internal static bool ChallengesAreKnown(CertificateOptions options) =>
        options.Challenges.All(way => way is AcmeChallenge.Http or AcmeChallenge.TlsAlpn);

    internal static bool ExternalAccountIsWhole(CertificateOptions options) =>
        options.ExternalAccountKeyId.Length == 0
            ? options.ExternalAccountKeyFile.Length == 0
            : File.Exists(options.ExternalAccountKeyFile)
                && Base64Url.IsValid(File.ReadAllText(options.ExternalAccountKeyFile).AsSpan().Trim());

    internal static bool RootsAreCertificates(CertificateOptions options)
    {
        try
        {
            return options.AuthorityRootsFile.Length == 0 || options.ReadRoots().Count > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }

    internal X509Certificate2Collection ReadRoots()
    {
        var roots = new X509Certificate2Collection();
        if (AuthorityRootsFile.Length > 0)
        {
            roots.ImportFromPemFile(AuthorityRootsFile);
        }

        return roots;
    }
}
