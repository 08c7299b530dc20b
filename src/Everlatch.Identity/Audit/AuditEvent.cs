using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Identity.Audit;

/// <summary>
/// A security-relevant act, to be recorded in the transaction that does it. It never holds a secret, a token or a password.
/// </summary>
public sealed record AuditEvent
{
    /// <summary>Details to which some are added.</summary>
    public static readonly ImmutableDictionary<string, string> NoDetails = ImmutableDictionary<string, string>.Empty;

    /// <summary>Where it happened.</summary>
    public required EnvironmentId Environment { get; init; }

    /// <summary>What happened, in dotted words such as <c>signin.succeeded</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How it ended: <c>done</c>, <c>refused</c> and the like.</summary>
    public string Outcome { get; init; } = "done";

    /// <summary>When it happened, if that was earlier than it is recorded.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Who did it.</summary>
    public required AuditActor Actor { get; init; }

    /// <summary>Id of what it was done to.</summary>
    public required string Target { get; init; }

    /// <summary>The tenant it concerns, so that the tenant's own people may find it.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>The user it concerns.</summary>
    public UserId? User { get; init; }

    /// <summary>Further words: names of changed fields, ids. No e-mail addresses.</summary>
    public ImmutableDictionary<string, string> Details { get; init; } = NoDetails;
}
