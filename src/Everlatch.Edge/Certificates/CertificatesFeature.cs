using Everlatch.Edge.Hosts;
using Everlatch.Edge.Regions;
using Everlatch.Hosting;

namespace Everlatch.Edge.Certificates;

/// <summary>Registers what handshakes are answered with.</summary>
internal static class CertificatesFeature
{
    private const string Folder = "certificates";

    /// <summary>
    /// Adds it: without regions or without an edge key in the configuration the operator's own certificates are all there are.
    /// </summary>
    /// <exception cref="StartRefusedException">The edge key cannot be used.</exception>
    public static void AddCertificates(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<CertificateFolder>();
        services.AddHostedService(provider => provider.GetRequiredService<CertificateFolder>());
        services.AddSingleton<CertificateMetrics>();
        services.AddSingleton<AnswerTlsAlpn>();
        var routes = configuration.GetSection(RoutesOptions.Section).Get<RoutesOptions>() ?? new RoutesOptions();
        if (routes.Regions.Count == 0 || routes.CertificateKeyFile.Length == 0)
        {
            services.AddSingleton<IHostCertificates>(provider => provider.GetRequiredService<CertificateFolder>());
            return;
        }

        services.AddSingleton(new EdgeKey(EdgeKey.File.Read(routes.CertificateKeyFile)));
        services.AddSingleton(provider => new KeptCertificates(
            Path.Combine(Path.GetFullPath(provider.GetRequiredService<RoutesOptions>().Folder), Folder),
            provider.GetRequiredService<EdgeKey>(),
            provider.GetRequiredService<ILogger<KeptCertificates>>()));
        services.AddSingleton<FetchCertificate>();
        services.AddSingleton<LoadCertificate>();
        services.AddSingleton<FetchedCertificates>();
        services.AddSingleton<IHostCertificates, HostCertificates>();
        services.AddHostedService<FollowCertificates>();
    }
}
