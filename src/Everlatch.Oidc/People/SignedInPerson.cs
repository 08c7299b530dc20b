using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Oidc.People;

/// <summary>A person and the browser session they are signed in with.</summary>
public sealed record SignedInPerson
{
    /// <summary>Who.</summary>
    public required UserId User { get; init; }

    /// <summary>The session.</summary>
    public required SessionId Session { get; init; }

    /// <summary>The tenant they chose to act in; null when they chose none.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>How they signed in (RFC 8176).</summary>
    public required ImmutableArray<string> Amr { get; init; }

    /// <summary>The session itself, sealed, while no database that takes writes knows it.</summary>
    public string? Sealed { get; init; }

    /// <summary>When they last gave a credential.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }
}
