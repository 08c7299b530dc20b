using System.Net.Security;

namespace Everlatch.Edge.Hosts;

/// <summary>A certificate of the folder.</summary>
/// <param name="Digest">Of both its files: it is read again when they change.</param>
/// <param name="Context">The certificate with its chain and key.</param>
internal sealed record FolderCertificate(string Digest, SslStreamCertificateContext Context);
