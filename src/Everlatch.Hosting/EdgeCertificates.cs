using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Everlatch.Hosting;

/// <summary>Lets only edges connect by https: those with a certificate of one authority, made for clients.</summary>
public sealed class EdgeCertificates
{
    // RFC 5280 §4.2.1.12.
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");
    private readonly X509Certificate2Collection authorities;

    private EdgeCertificates(X509Certificate2Collection authorities) => this.authorities = authorities;

    /// <summary>Reads the authority.</summary>
    /// <param name="file">A PEM file.</param>
    /// <param name="setting">The setting that named it, for the message.</param>
    /// <exception cref="StartRefusedException">The file cannot be used.</exception>
    public static EdgeCertificates Read(string file, string setting)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            return authorities.Count > 0
                ? new EdgeCertificates(authorities)
                : throw new CryptographicException("It holds no certificate in PEM.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StartRefusedException("EL1014", $"'{file}' in {setting} cannot be used: {e.Message}");
        }
    }

    /// <summary>Asks every client for such a certificate.</summary>
    public void Require(HttpsConnectionAdapterOptions https)
    {
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (certificate, sent, _) => IsEdge(certificate, sent);
    }

    private bool IsEdge(X509Certificate2 certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ApplicationPolicy.Add(ClientAuthentication);
        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainPolicy.ExtraStore ?? []);

        // The operator's own authority; an edge is shut out by a new one.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
