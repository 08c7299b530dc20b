using System.Security.Cryptography.X509Certificates;
using Everlatch.Hosting;
using Everlatch.Server.Limits;

namespace Everlatch.Server.Wiring;

/// <summary>Kestrel with our limits on the configured addresses.</summary>
internal static class Listening
{
    private const string Default = "http://localhost:8080";

    /// <summary>Adds it. TLS is set up only when a certificate is named; HTTP/2 comes with TLS.</summary>
    public static void AddKestrel(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(KestrelLimits.Apply);
        builder.WebHost.UseUrls([.. options.Listen.DefaultIfEmpty(Default)]);
        if (options.CertificateFile.Length > 0)
        {
            var certificate = X509Certificate2.CreateFromPemFile(options.CertificateFile, options.CertificateKeyFile);
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(
                kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        }
    }
}
