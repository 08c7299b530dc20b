using Everlatch.Core.Ids;

namespace Everlatch.Oidc.Grants;

/// <summary>Audit events of grants.</summary>
internal static class GrantEvents
{
    /// <summary>An application was given something.</summary>
    public static ProtocolEvent Created(EnvironmentId environment, Grant grant) => Of(environment, grant, "grant.created");

    /// <summary>A refresh token came back that had been spent.</summary>
    public static ProtocolEvent Reused(EnvironmentId environment, Grant grant) =>
        Of(environment, grant, "refresh.reused") with { Outcome = "refused" };

    private static ProtocolEvent Of(EnvironmentId environment, Grant grant, string kind) => new(environment, kind, grant.Id.Value)
    {
        Client = grant.Application,
        User = grant.User,
        Tenant = grant.Tenant,
    };
}
