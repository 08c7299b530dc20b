using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Apis;
using Everlatch.Server.Api.ApiTokens;
using Everlatch.Server.Api.Applications;
using Everlatch.Server.Api.Audit;
using Everlatch.Server.Api.Domains;
using Everlatch.Server.Api.Environments;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;
using Everlatch.Server.Api.Keys;
using Everlatch.Server.Api.MachineClients;
using Everlatch.Server.Api.Reference;
using Everlatch.Server.Api.Roles;
using Everlatch.Server.Api.Tenants;
using Everlatch.Server.Api.Users;

namespace Everlatch.Server.Api;

/// <summary>The management API, one folder an area.</summary>
internal static class ManagementFeature
{
    /// <summary>Where it is mounted.</summary>
    public const string Prefix = "/api/v1";

    /// <summary>Registers it.</summary>
    public static IServiceCollection AddManagement(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ManagementOptions>()
            .Bind(configuration.GetSection(ManagementOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.ConfigureHttpJsonOptions(json => StrictJson.Apply(json.SerializerOptions));
        services.AddSingleton<CallerTokens>();
        services.AddSingleton<Admission>();
        services.AddSingleton<CallerRate>();
        services.AddSingleton<Cursors>();
        services.AddSingleton<PageWriter>();
        services.AddSingleton<ReachableToken>();
        services.AddSingleton<ReachableDomain>();
        services.AddSingleton<DomainAnswers>();
        services.AddSingleton<RequestPipeline>();
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<IdempotencyFilter>();
        services.AddHostedService<IdempotencySweep>();
        return services.AddReference();
    }

    /// <summary>Maps it.</summary>
    public static IEndpointRouteBuilder MapManagement(this IEndpointRouteBuilder routes)
    {
        // Everything below {environment} is admitted for that environment; handlers take it as a parameter of that name.
        var api = routes.MapGroup(Prefix).WithManagementRules();
        var environment = api.MapGroup("/environments/{environment}");
        EnvironmentRoutes.Map(api, environment);
        HostRoutes.Map(environment);
        DomainRoutes.Map(environment);
        DomainCertificateRoutes.Map(environment);
        ApplicationRoutes.Map(environment);
        ApplicationSecretRoutes.Map(environment);
        MachineClientRoutes.Map(environment);
        MachineClientSecretRoutes.Map(environment);
        ApiRoutes.Map(environment);
        KeyRoutes.Map(environment);
        RoleRoutes.Map(environment);
        UserRoutes.Map(environment);
        UserLifeRoutes.Map(environment);
        SessionRoutes.Map(environment);
        TenantRoutes.Map(environment);
        MembershipRoutes.Map(environment);
        InvitationRoutes.Map(environment);
        ApiTokenRoutes.Map(environment);
        ApiTokenSecretRoutes.Map(environment);
        AuditRoutes.Map(environment);
        UnknownRoutes.Map(routes);
        return routes.MapReference();
    }
}
