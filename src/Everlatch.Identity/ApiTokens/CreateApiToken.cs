using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Clients;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;

namespace Everlatch.Identity.ApiTokens;

/// <summary>
/// Makes an API token with its first secret. It can do at most what its owner may, and at most what its maker may.
/// </summary>
public sealed class CreateApiToken(DirectoryWriter writer, ClientSecrets secrets, AuditTrail audit, TimeProvider clock)
{
    private const int MaxLiving = 100;
    private static readonly TimeSpan MaxLife = TimeSpan.FromDays(3653);

    /// <summary>Makes it; unknown means the tenant.</summary>
    public async Task<Edit<CreatedApiToken>> RunAsync(
        EnvironmentId environment, ApiTokenDraft draft, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (TenantName.Parse(draft.Name) is not { } name)
        {
            return Refused(ApiTokenErrors.NameInvalid);
        }

        if (draft.ExpiresAt is { } end && (end <= now || end > now + MaxLife))
        {
            return Refused(ApiTokenErrors.ExpiryInvalid);
        }

        if (PermissionNames.Parse(draft.Permissions) is not { } permissions)
        {
            return Refused(RoleErrors.PermissionsInvalid);
        }

        if (!MayActFor(actor, draft.User))
        {
            return Refused(ApiTokenErrors.OtherUser);
        }

        var token = new ApiToken
        {
            Id = Id.New<ApiTokenId>(clock),
            Name = name,
            Tenant = draft.Tenant,
            User = draft.User,
            Roles = [],
            Permissions = permissions,
            CreatedBy = actor.Identity.Id,
            CreatedAt = now,
            ExpiresAt = draft.ExpiresAt,
            Version = 1,
        };
        return await writer.WriteAsync(write => CreateAsync(write, environment, draft, token, actor, ct), ct);
    }

    /// <summary>
    /// Whether an actor may make credentials that act in a user's name; everybody may for no user, where roles decide.
    /// </summary>
    internal static bool MayActFor(Actor actor, UserId? user) =>
        user is null || actor.Authority is Authority.Environment || actor.Identity.Id == user.Value.Value;

    private static Edit<CreatedApiToken>.Refused Refused(Problem problem) => new(problem);

    private static async Task<Problem?> CheckPermissionsAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        ImmutableArray<string> roles,
        ImmutableArray<string> permissions,
        Authority authority,
        CancellationToken ct)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in roles)
        {
            given.UnionWith((await RoleStore.HoldAsync(write.Transaction, environment, key, ct))?.Permissions ?? []);
        }

        if (permissions.FirstOrDefault(permission => !given.Contains(permission)) is { } above)
        {
            return ApiTokenErrors.AboveOwner(above);
        }

        return permissions.FirstOrDefault(permission => !authority.Covers([permission])) is { } own
            ? ApiTokenErrors.AboveOwn(own)
            : null;
    }

    private async Task<Edit<CreatedApiToken>> CreateAsync(
        DirectoryWrite write, EnvironmentId environment, ApiTokenDraft draft, ApiToken token, Actor actor, CancellationToken ct)
    {
        var transaction = write.Transaction;
        switch (await ApiTokenOwner.HoldAsync(transaction, environment, draft, actor.Authority, ct))
        {
            case Edit<ImmutableArray<string>>.Done owner:
                token = token with { Roles = owner.Value };
                break;
            case Edit<ImmutableArray<string>>.Refused refused:
                return Refused(refused.Problem);
            default:
                return new Edit<CreatedApiToken>.Unknown();
        }

        if (await CheckPermissionsAsync(write, environment, token.Roles, token.Permissions, actor.Authority, ct) is { } problem)
        {
            return Refused(problem);
        }

        var living =
            await ApiTokenStore.CountLivingAsync(transaction, environment, token.Tenant, token.User, token.CreatedAt, ct);
        if (living >= MaxLiving)
        {
            return Refused(ApiTokenErrors.TooMany);
        }

        await ApiTokenStore.AddAsync(transaction, environment, token, ct);
        if (await secrets.AddAsync(transaction, environment, token.Id.Value, null, ct) is not Edit<NewSecret>.Done secret)
        {
            throw new InvalidOperationException("A new API token was refused its first secret.");
        }

        write.Changed(environment, DirectoryKind.ApiToken, token.Id.Value);
        var did = actor.Did(environment, "api_token.created", token.Id.Value, token.Tenant, token.User);
        var details = did.Details.Add("permissions", string.Join(' ', token.Permissions));
        await audit.RecordAsync(transaction, did with { Details = details }, ct);
        return new Edit<CreatedApiToken>.Done(new CreatedApiToken(token, secret.Value));
    }
}
