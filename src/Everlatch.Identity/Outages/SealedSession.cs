using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Identity.Outages;

/// <summary>
/// A session that began while no database took writes. It travels sealed in its cookie, so that every server honours it, and
/// brings its own row to whichever of them finds a primary first.
/// </summary>
public sealed record SealedSession
{
    /// <summary>Its id.</summary>
    public required SessionId Id { get; init; }

    /// <summary>Who signed in.</summary>
    public required UserId User { get; init; }

    /// <summary>SHA-256 of the cookie's secret: neither is worth anything without the other.</summary>
    public required byte[] Token { get; init; }

    /// <summary>The tenant that it acts in.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>How they authenticated (RFC 8176).</summary>
    public required ImmutableArray<string> Amr { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>When it ends if its browser is not seen again by a server that can note it.</summary>
    public required DateTimeOffset IdleExpiresAt { get; init; }

    /// <summary>When it ends in any case.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The network address it began at.</summary>
    public required string Address { get; init; }

    /// <summary>What the browser called itself.</summary>
    public required string UserAgent { get; init; }

    /// <summary>
    /// When the password that was compared had been chosen: with another one since, the session does not count.
    /// </summary>
    public required DateTimeOffset PasswordChangedAt { get; init; }

    /// <summary>SHA-256 of the secret of the session that the browser had before; it ends with this one's arrival.</summary>
    public byte[]? Replaces { get; init; }
}
