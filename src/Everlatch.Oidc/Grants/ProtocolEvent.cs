using Everlatch.Core.Ids;

namespace Everlatch.Oidc.Grants;

/// <summary>A security-relevant act of the protocols, for the audit trail. It never holds a token.</summary>
/// <param name="Environment">Where it happened.</param>
/// <param name="Kind">What happened, in dotted words.</param>
/// <param name="Target">Id of what it was done to.</param>
public sealed record ProtocolEvent(EnvironmentId Environment, string Kind, string Target)
{
    /// <summary>How it ended.</summary>
    public string Outcome { get; init; } = "done";

    /// <summary>When it happened, if that was earlier than it is recorded.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The entry of a journal that it comes from; null when it happens now.</summary>
    public string? JournalEntry { get; init; }

    /// <summary>The client_id of the client that did it; null when a person did.</summary>
    public string? Client { get; init; }

    /// <summary>The user it concerns.</summary>
    public UserId? User { get; init; }

    /// <summary>The tenant it concerns.</summary>
    public TenantId? Tenant { get; init; }
}
