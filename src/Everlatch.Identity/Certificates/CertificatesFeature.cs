using Everlatch.Identity.Certificates.Accounts;
using Everlatch.Identity.Certificates.Caa;
using Everlatch.Identity.Certificates.Orders;
using Everlatch.Identity.Certificates.Uploads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Certificates;

/// <summary>Certificates of custom domains: ordered from an authority, or brought by administrators.</summary>
public static class CertificatesFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddCertificates(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CertificateOptions>()
            .Bind(configuration.GetSection(CertificateOptions.Section))
            .ValidateDataAnnotations()
            .Validate(CertificateOptions.DirectoryIsHttps, "Everlatch:Certificates:Directory is no https address.")
            .Validate(CertificateOptions.ContactIsAddress, "Everlatch:Certificates:Contact is no mail address.")
            .Validate(CertificateOptions.ChallengesAreKnown, "Everlatch:Certificates:Challenges knows http-01 and tls-alpn-01.")
            .Validate(
                CertificateOptions.ExternalAccountIsWhole,
                "Everlatch:Certificates:ExternalAccountKeyId and a readable ExternalAccountKeyFile in base64url go together.")
            .Validate(
                CertificateOptions.RootsAreCertificates,
                "Everlatch:Certificates:AuthorityRootsFile holds no certificates in PEM.")
            .ValidateOnStart();
        return services
            .AddSingleton<ReadDomainCertificates>()
            .AddSingleton<CoverDomain>()
            .AddSingleton<FindHostCertificate>()
            .AddSingleton<UploadCertificate>()
            .AddSingleton<RemoveCertificate>()
            .AddSingleton<CertificateMetrics>()
            .AddSingleton<CheckCaa>()
            .AddSingleton<AuthorityClient>()
            .AddSingleton<OpenAccount>()
            .AddSingleton<PauseAccount>()
            .AddSingleton<WantCertificate>()
            .AddSingleton<PlaceOrder>()
            .AddSingleton<SettleOrder>()
            .AddSingleton<RunOrder>()
            .AddSingleton<OrderCertificates>()
            .AddHostedService(provider => provider.GetRequiredService<OrderCertificates>())
            .AddHostedService<CountCertificates>();
    }
}
