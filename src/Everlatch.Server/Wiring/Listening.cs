using System.Security.Cryptography.X509Certificates;
using Everlatch.Hosting;

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
        UnixSockets.Add(builder.Services, options.UnixSocketMode);
        if (options.CertificateFile.Length > 0)
        {
            var certificate = X509Certificate2.CreateFromPemFile(options.CertificateFile, options.CertificateKeyFile);
            var edges = options.EdgeCaFile.Length > 0
                ? EdgeCertificates.Read(options.EdgeCaFile, "Everlatch:Server:EdgeCaFile")
                : null;
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
            {
                https.ServerCertificate = certificate;
                edges?.Require(https);
            }));
        }
        else if (options.EdgeCaFile.Length > 0)
        {
            throw new StartRefusedException(
                "EL1014", "Everlatch:Server:EdgeCaFile is about https, and there is no Everlatch:Server:CertificateFile.");
        }
    }
}
