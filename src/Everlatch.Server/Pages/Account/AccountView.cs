using Everlatch.Identity.Memberships;
using Everlatch.Identity.Sessions;

namespace Everlatch.Server.Pages.Account;

/// <summary>What a person sees of their own account.</summary>
/// <param name="Session">The session that asks.</param>
/// <param name="Tenants">Tenants the person is a member of.</param>
public sealed record AccountView(BrowserSession Session, IReadOnlyList<MyTenant> Tenants);
