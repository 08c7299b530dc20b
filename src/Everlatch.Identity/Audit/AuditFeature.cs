using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Audit;

/// <summary>Registers the audit trail and its search.</summary>
public static class AuditFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<SearchAudit>();
        return services;
    }
}
