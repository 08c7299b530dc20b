using Everlatch.Directory;
using Everlatch.Identity.ApiTokens;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Roles;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages.Account;

/// <summary>A person's own API tokens, and what they may give to a new one.</summary>
internal sealed class MyTokens(FindApiTokens tokens, ListMyTenants tenants, TimeProvider clock)
{
    // More living tokens than this nobody may have in a tenant; revoked ones are left out of the list.
    private const int Most = 1000;

    /// <summary>Who acts, with what they hold in a tenant.</summary>
    public static Actor Actor(HttpContext context, MyTenant? tenant) =>
        new(context.Actor(), Authority.Of(context.Here().Environment.PermissionsOf(tenant is null ? [] : tenant.Roles)));

    /// <summary>The page as it begins.</summary>
    public async Task<TokensView> ViewAsync(HttpContext context, CancellationToken ct)
    {
        var session = context.SignedIn();
        var environment = context.Here().Environment;
        var page = await tokens.PageAsync(environment.Id, null, session.User, null, Most, ct);
        var mine = await tenants.RunAsync(environment.Id, session.User, ct);
        var tenant = mine.FirstOrDefault(candidate => candidate.Id == session.Tenant);
        return new TokensView(session, [.. page.Items.Where(token => token.RevokedAt is null)])
        {
            Tenant = tenant,
            Permissions = tenant is null ? [] : environment.PermissionsOf(tenant.Roles),
            Now = clock.GetUtcNow(),
        };
    }
}
