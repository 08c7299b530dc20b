using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Identity.Memberships;

/// <summary>A tenant as its member sees it.</summary>
/// <param name="Id">The tenant.</param>
/// <param name="Key">Its short name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Roles">Keys of the member's roles.</param>
/// <param name="RoleNames">Their names for people, in the same order; a role that is gone is left out of both.</param>
public sealed record MyTenant(
    TenantId Id, string Key, string Name, ImmutableArray<string> Roles, ImmutableArray<string> RoleNames);
