using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Oidc.Grants;

/// <summary>A grant as its row holds it.</summary>
internal record GrantRow
{
    public GrantId Id { get; init; }

    public AppId Application { get; init; }

    public UserId User { get; init; }

    public TenantId? Tenant { get; init; }

    public SessionId Session { get; init; }

    public string Issuer { get; init; } = "";

    public string ScopesJson { get; init; } = "";

    public string ResourcesJson { get; init; } = "";

    public string AmrJson { get; init; } = "";

    public DateTimeOffset AuthenticatedAt { get; init; }

    public DateTimeOffset IdleExpiresAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public Grant ToGrant() => new()
    {
        Id = Id,
        Application = Application,
        User = User,
        Tenant = Tenant,
        Session = Session,
        Issuer = Issuer,
        Scopes = Json.Strings(ScopesJson),
        Resources = Json.Strings(ResourcesJson),
        Amr = Json.Strings(AmrJson),
        AuthenticatedAt = AuthenticatedAt,
        IdleExpiresAt = IdleExpiresAt,
        ExpiresAt = ExpiresAt,
    };
}
