using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Certificates.Accounts;

/// <summary>
/// Speaks https with the authority, whose certificate comes from the system's roots or from those that are configured.
/// </summary>
internal sealed class AuthorityClient : IDisposable
{
    // The longest answers are chains and directories.
    private const int MaxAnswerBytes = 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LifeOfConnection = TimeSpan.FromMinutes(5);
    private readonly X509Certificate2Collection roots;

    public AuthorityClient(IOptions<CertificateOptions> options)
    {
        roots = options.Value.ReadRoots();
        Client = new HttpClient(Handler()) { Timeout = Timeout, MaxResponseContentBufferSize = MaxAnswerBytes };

        // RFC 8555 §6.1 asks for it.
        var version = typeof(AuthorityClient).Assembly.GetName().Version?.ToString(fieldCount: 3);
        Client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Everlatch", version));
    }

    /// <summary>The client.</summary>
    public HttpClient Client { get; }

    /// <inheritdoc />
    public void Dispose() => Client.Dispose();

    private SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = LifeOfConnection, AllowAutoRedirect = false };
        if (roots.Count > 0)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, sent, errors) =>
                errors == SslPolicyErrors.None
                || (errors == SslPolicyErrors.RemoteCertificateChainErrors
                    && shown is X509Certificate2 certificate && ComesFromRoots(certificate, sent));
        }

        return handler;
    }

    private bool ComesFromRoots(X509Certificate2 certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainPolicy.ExtraStore ?? []);

        // Private authorities rarely say where their revocations are.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
