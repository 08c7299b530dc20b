using Everlatch.Core.Ids;

namespace Everlatch.Identity.Audit;

/// <summary>Who did something, for the audit trail.</summary>
/// <param name="Id">Id of the user, client or API token; <see cref="Nobody" /> before sign-in.</param>
/// <param name="Address">The network address they came from.</param>
public sealed record AuditActor(string Id, string Address)
{
    /// <summary>The actor of an act that needs no sign-in.</summary>
    public const string Nobody = "anonymous";

    /// <summary>Everlatch itself, when something is due.</summary>
    public static readonly AuditActor Schedule = new("schedule", "");

    /// <summary>A user acting for themselves.</summary>
    public static AuditActor Of(UserId user, RequestOrigin origin) => new(user.Value, origin.Address);

    /// <summary>Somebody who has not signed in.</summary>
    public static AuditActor Anonymous(RequestOrigin origin) => new(Nobody, origin.Address);
}
