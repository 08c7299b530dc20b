using Everlatch.Directory;
using Everlatch.Identity.Memberships;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages.Account;

/// <summary>Shows a person their own account.</summary>
internal static class AccountEndpoint
{
    /// <summary>Its address.</summary>
    public const string Path = "/account";

    internal static void Map(IEndpointRouteBuilder pages) => pages.MapGet(Path, ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext context, ListMyTenants list, CancellationToken ct)
    {
        var session = context.SignedIn();
        var tenants = await list.RunAsync(context.Here().Environment.Id, session.User, ct);
        return new Page<AccountPage, AccountView>(new AccountView(session, tenants));
    }
}
