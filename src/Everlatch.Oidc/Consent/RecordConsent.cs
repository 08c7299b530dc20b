using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Storage;

namespace Everlatch.Oidc.Consent;

/// <summary>Remembers that a person allows an application what it asked for, beside what they allowed it before.</summary>
public sealed class RecordConsent(IDatabase database, IProtocolAudit audit, TimeProvider clock)
{
    /// <summary>Remembers it.</summary>
    public async Task RunAsync(
        EnvironmentId environment, UserId user, AppId application, ConsentedAccess access, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var before = await ConsentStore.FindAsync(transaction, environment, user, application, ct);
        var all = before is null ? access : before.Access.With(access);
        await ConsentStore.RecordAsync(transaction, environment, user, application, all, clock.GetUtcNow(), ct);
        await audit.RecordAsync(
            transaction, new ProtocolEvent(environment, "consent.given", application.Value) { User = user }, ct);
        await transaction.CommitAsync(ct);
    }
}
