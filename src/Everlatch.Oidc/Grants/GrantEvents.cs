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

    /// <summary>A code came back that had been redeemed.</summary>
    public static ProtocolEvent CodeReused(EnvironmentId environment, GrantId grant, AppId application) =>
        new(environment, "code.reused", grant.Value) { Outcome = "refused", Client = application.Value };

    /// <summary>An application gave a grant back.</summary>
    public static ProtocolEvent Revoked(EnvironmentId environment, GrantId grant, AppId application) =>
        new(environment, "token.revoked", grant.Value) { Client = application.Value };

    private static ProtocolEvent Of(EnvironmentId environment, Grant grant, string kind) => new(environment, kind, grant.Id.Value)
    {
        Client = grant.Application.Value,
        User = grant.User,
        Tenant = grant.Tenant,
    };
}
