using Everlatch.Core.Ids;
using Everlatch.Oidc.Authorize;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Outages;
using Everlatch.Oidc.Par;
using Everlatch.Oidc.People;
using Everlatch.Oidc.Protocol;
using Everlatch.Storage;
using Everlatch.Storage.Journal;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Codes;

/// <summary>
/// Makes a grant and the code that leads to it, and takes away the pushed request they came from, in one transaction.
/// </summary>
internal sealed class IssueCode(
    IDatabase database, OutageJournal journal, OutageSeal seal, IProtocolAudit audit, TimeProvider clock)
{
    /// <summary>How long a code may be redeemed.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    /// <summary>The code; null when the pushed request was used by then.</summary>
    public async Task<string?> RunAsync(
        AuthorizationRequest request, SignedInPerson person, TenantId? tenant, string issuer, CancellationToken ct)
    {
        var (now, environment) = (clock.GetUtcNow(), request.Environment.Id);
        var grant = GrantOf(request, person, tenant, issuer, now);
        var code = new AuthorizationCode(grant, request.RedirectUri, request.CodeChallenge, request.Nonce);
        if (journal.StandsInFor(database) && request.PushedRequestId is null)
        {
            // Nothing is done until it is redeemed: it holds all that a row would.
            return seal.Seal(environment, new SealedCode(code, now, now + Life, person.Sealed));
        }

        var handle = Handle.New(Handle.Code);
        await using var transaction = await database.BeginAsync(ct);
        if (request.PushedRequestId is { } pushed
            && !await PushedRequestStore.TakeAsync(transaction, environment, pushed, now, ct))
        {
            return null;
        }

        await GrantStore.AddAsync(transaction, environment, grant, now, ct);
        await CodeStore.AddAsync(transaction, environment, Handle.IdOf(handle), code, now, now + Life, ct);
        await audit.RecordAsync(transaction, GrantEvents.Created(environment, grant), ct);
        await transaction.CommitAsync(ct);
        return handle;
    }

    private Grant GrantOf(
        AuthorizationRequest request, SignedInPerson person, TenantId? tenant, string issuer, DateTimeOffset now)
    {
        var life = GrantLife.Of(request.Application, request.Access.Scopes.Contains(Scopes.OfflineAccess), now);
        return new Grant
        {
            Id = Id.New<GrantId>(clock),
            Application = request.Application.Id,
            User = person.User,
            Tenant = tenant,
            Session = person.Session,
            Issuer = issuer,
            Scopes = request.Access.Scopes,
            Resources = request.Access.Resources,
            Amr = person.Amr,
            AuthenticatedAt = person.AuthenticatedAt,
            IdleExpiresAt = life.Idle,
            ExpiresAt = life.Absolute,
        };
    }
}
