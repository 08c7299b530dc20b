using System.Collections.Frozen;
using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Roles;
using Microsoft.AspNetCore.Http.Features;

namespace Everlatch.Server.Api.Access;

/// <summary>Who calls the management API, as its verified access token says.</summary>
/// <remarks>A handler takes it as a parameter; it is there once the request was let in.</remarks>
internal sealed record Caller
{
    /// <summary>The environment that issued the token.</summary>
    public required EnvironmentId Environment { get; init; }

    /// <summary>The client that got the token: a machine client, an application or an API token.</summary>
    public required string ClientId { get; init; }

    /// <summary>
    /// What it may do: the scopes of a machine, the permissions of an API
    /// token, or those of a person that the token's scopes name.
    /// </summary>
    public required FrozenSet<string> Scopes { get; init; }

    /// <summary>The only tenant it may touch; null for a machine client, which acts on the whole environment.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>The person behind it; null for a machine client and for an API token of a tenant.</summary>
    public UserId? User { get; init; }

    /// <summary>Whether it may act on every environment.</summary>
    public bool IsOperator { get; init; }

    /// <summary>The caller as the audit trail names it.</summary>
    public required AuditActor Actor { get; init; }

    /// <summary>Who it is within its environment, where many people share one application.</summary>
    public string Key => $"{ClientId}/{Tenant}/{Actor.Id}";

    /// <summary>
    /// The caller as acts on tenants and credentials see it: without a tenant it acts for the environment's owner.
    /// </summary>
    public Actor ToActor() => new(Actor, Tenant is null ? Authority.OfEnvironment(Scopes) : Authority.Of(Scopes));

    /// <summary>The caller of a request that was let in.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => new(context.Features.GetRequiredFeature<Caller>());
}
