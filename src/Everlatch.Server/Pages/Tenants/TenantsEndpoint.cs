using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Outages;
using Everlatch.Identity.Sessions;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Navigation;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages.Tenants;

/// <summary>Lets a person choose the tenant that their session acts in.</summary>
internal static class TenantsEndpoint
{
    private const string Path = "/tenants";

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ShowAsync);
        pages.MapPost(Path, HandleAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, ListMyTenants list, CancellationToken ct)
    {
        var session = context.SignedIn();
        var tenants = await list.RunAsync(context.Here().Environment.Id, session.User, ct);
        var view = new ChooseTenantView(tenants, session.Tenant, PendingApplication.Of(context)?.Name);
        return new Page<ChooseTenantPage, ChooseTenantView>(view);
    }

    private static async Task<IResult> HandleAsync(
        HttpContext context, SwitchTenant change, ChooseTenantInOutage inOutage, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var session = context.SignedIn();
        return TenantId.TryParse(form["tenant"], out var tenant)
            && (inOutage.IsFor(session)
                ? await ChooseAsync(context, inOutage, session, tenant, ct)
                : await change.RunAsync(context.Here().Environment.Id, session.Id, session.User, tenant, context.Actor(), ct))
                ? new SeeOther(ReturnPath.Of(context).Value)
                : new SeeOther(ReturnPath.Of(context).Through(Path));
    }

    private static async Task<bool> ChooseAsync(
        HttpContext context, ChooseTenantInOutage inOutage, BrowserSession session, TenantId tenant, CancellationToken ct)
    {
        var cookie = SessionCookie.Read(context)!;
        if (await inOutage.RunAsync(context.Here().Environment.Id, session, cookie, tenant, context.Actor(), ct) is not { } value)
        {
            return false;
        }

        SessionCookie.Write(context, value, session);
        return true;
    }
}
