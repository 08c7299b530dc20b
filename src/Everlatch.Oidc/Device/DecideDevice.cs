using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.People;
using Everlatch.Storage;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Device;

/// <summary>
/// Tells a waiting device what its person decided, once. A person in several tenants acts in the one that they chose, or in
/// none.
/// </summary>
public sealed class DecideDevice(IDatabase database, IProtocolAudit audit, TimeProvider clock)
{
    /// <summary>Allows it; false when nothing waits under the code by now.</summary>
    public async Task<bool> ApproveAsync(DirectoryHost here, SignedInPerson person, string typed, CancellationToken ct)
    {
        var (environment, now) = (here.Environment, clock.GetUtcNow());
        if (UserCode.Parse(typed) is not { } code)
        {
            return false;
        }

        await using var transaction = await database.BeginAsync(ct);
        var request = await DeviceStore.FindPendingAsync(transaction, environment.Id, code, now, ct);
        if (request is null || !environment.Applications.TryGetValue(request.Application, out var application))
        {
            return false;
        }

        var tenants = await PersonTenants.FirstTwoAsync(transaction, environment.Id, person.User, ct);
        var life = GrantLife.Of(application, request.Scopes.Contains(Scopes.OfflineAccess), now);
        var grant = new Grant
        {
            Id = Id.New<GrantId>(clock),
            Application = request.Application,
            User = person.User,
            Tenant = person.Tenant ?? (tenants is [var only] ? only : null),
            Session = person.Session,
            Issuer = here.Issuer,
            Scopes = request.Scopes,
            Resources = request.Resources,
            Amr = person.Amr,
            AuthenticatedAt = person.AuthenticatedAt,
            IdleExpiresAt = life.Idle,
            ExpiresAt = life.Absolute,
        };
        if (!await DeviceStore.ApproveAsync(transaction, environment.Id, code, grant, now, ct))
        {
            return false;
        }

        await GrantStore.AddAsync(transaction, environment.Id, grant, now, ct);
        await audit.RecordAsync(transaction, GrantEvents.Created(environment.Id, grant), ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Refuses it; false when nothing waits under the code by now.</summary>
    public async Task<bool> DenyAsync(DirectoryHost here, string typed, CancellationToken ct) =>
        UserCode.Parse(typed) is { } code
        && await DeviceStore.DenyAsync(database, here.Environment.Id, code, clock.GetUtcNow(), ct);
}
