using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Roles;

/// <summary>The one rule by which roles are given and taken: they exist, and allow nothing that the actor may not do.</summary>
internal static class GiveRoles
{
    /// <summary>
    /// Checks roles that change hands, and keeps them from being deleted while the transaction lasts.
    /// </summary>
    /// <param name="transaction">The transaction that will give them.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="keys">Keys as <see cref="RoleKeys.Parse" /> leaves them:
    /// their order keeps two writers from blocking each other.</param>
    /// <param name="authority">What the actor may hand on.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Problem?> CheckAsync(
        ITransaction transaction,
        EnvironmentId environment,
        ImmutableArray<string> keys,
        Authority authority,
        CancellationToken ct)
    {
        foreach (var key in keys)
        {
            if (await RoleStore.HoldAsync(transaction, environment, key, ct) is not { } role)
            {
                return RoleErrors.Unknown(key);
            }

            if (!authority.Covers(role.Permissions))
            {
                return RoleErrors.AboveOwn(key);
            }
        }

        return null;
    }

    /// <summary>Those of the keys whose role still exists, kept from being deleted while the transaction lasts.</summary>
    public static async Task<ImmutableArray<string>> KeepExistingAsync(
        ITransaction transaction, EnvironmentId environment, ImmutableArray<string> keys, CancellationToken ct)
    {
        var existing = ImmutableArray.CreateBuilder<string>(keys.Length);
        foreach (var key in keys)
        {
            if (await RoleStore.HoldAsync(transaction, environment, key, ct) is not null)
            {
                existing.Add(key);
            }
        }

        return existing.ToImmutable();
    }
}
