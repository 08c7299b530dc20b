using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Memberships;

/// <summary>Which tenant a new session begins in: the only one that its user can act in. With several the user chooses.</summary>
internal static class DefaultTenant
{
    /// <summary>Puts a session that the transaction has just begun into its tenant.</summary>
    public static Task ChooseAsync(
        IStatements statements, EnvironmentId environment, SessionId session, UserId user, CancellationToken ct) =>
        SessionTenants.ChooseOnlyAsync(statements, environment, session, user, ct);
}
