using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Hosting;

namespace Everlatch.Edge.Slots;

/// <summary>How this edge and the servers of other machines prove themselves to each other.</summary>
internal sealed record ServerTrust
{
    /// <summary>The certificate that this edge shows; null for none.</summary>
    public SslStreamCertificateContext? Shown { get; private init; }

    /// <summary>Whom a server's certificate has to come from; null for the system's authorities.</summary>
    public X509ChainPolicy? Authorities { get; private init; }

    /// <summary>Reads the files that the options name.</summary>
    /// <exception cref="StartRefusedException">One of them cannot be used.</exception>
    public static ServerTrust Read(EdgeOptions options)
    {
        try
        {
            return new ServerTrust { Shown = Certificate(options), Authorities = Policy(options.ServerCaFile) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new StartRefusedException("EL1907", $"Certificates for servers of other machines cannot be read: {e.Message}");
        }
    }

    private static SslStreamCertificateContext? Certificate(EdgeOptions options)
    {
        if (options.ClientCertificateFile.Length == 0)
        {
            return null;
        }

        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.ClientCertificateFile);
        var certificate = X509Certificate2.CreateFromPemFile(options.ClientCertificateFile, options.ClientKeyFile);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    private static X509ChainPolicy? Policy(string file)
    {
        if (file.Length == 0)
        {
            return null;
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,

            // An operator's own authority rarely says where its revocations are; a server is taken out by its name in the slots.
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy.CustomTrustStore.Count > 0
            ? policy
            : throw new CryptographicException($"'{file}' holds no certificate in PEM.");
    }
}
