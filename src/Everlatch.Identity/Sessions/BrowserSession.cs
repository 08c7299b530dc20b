using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Identity.Sessions;

/// <summary>A live session of a browser, with what pages and tokens say about its user.</summary>
public sealed record BrowserSession
{
    /// <summary>Its id, the <c>sid</c> of tokens.</summary>
    public required SessionId Id { get; init; }

    /// <summary>Who signed in.</summary>
    public required UserId User { get; init; }

    /// <summary>Their e-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>Whether they proved that the mailbox is theirs.</summary>
    public required bool EmailVerified { get; init; }

    /// <summary>Their name.</summary>
    public required string Name { get; init; }

    /// <summary>The language they chose, as a BCP 47 tag; null when they chose none.</summary>
    public string? Locale { get; init; }

    /// <summary>The tenant they act in; null before they chose one.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>How they authenticated (RFC 8176).</summary>
    public required ImmutableArray<string> Amr { get; init; }

    /// <summary>When they last gave a credential.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>When the browser was last seen, to the minute.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When it ends in any case.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The session itself, sealed, while no database that takes writes knows it.</summary>
    public string? Sealed { get; init; }
}
