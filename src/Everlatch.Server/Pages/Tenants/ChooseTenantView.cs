using Everlatch.Core.Ids;
using Everlatch.Identity.Memberships;

namespace Everlatch.Server.Pages.Tenants;

/// <summary>What the choice of a tenant shows.</summary>
/// <param name="Tenants">Tenants the person is a member of.</param>
/// <param name="Current">The one they act in now.</param>
/// <param name="Application">The application that waits; null when there is none.</param>
public sealed record ChooseTenantView(IReadOnlyList<MyTenant> Tenants, TenantId? Current, string? Application);
