using Everlatch.Directory;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Domains.SetupLinks;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Navigation;
using Everlatch.Server.Pages.Visitors;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Server.Pages.Domains;

/// <summary>
/// Shows whoever sets a customer's DNS records which ones, and what DNS says of them. The link is all that they need; opening it
/// asks nobody anything, the button does.
/// </summary>
internal static class SetupEndpoint
{
    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(SetupLink.Page, ShowAsync);
        pages.MapPost(SetupLink.Page, LookAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, FollowSetupLink follow, ReadDomains read, TimeProvider clock, CancellationToken ct)
    {
        var token = context.Request.Query["token"].ToString();
        return await follow.FindAsync(context.Here().Environment.Id, token, ct) is { } domain
            ? new Page<SetupPage, SetupView>(new SetupView(token, domain, read.RecordsOf(domain), clock.GetUtcNow()))
            : Dead();
    }

    private static async Task<IResult> LookAsync(HttpContext context, FollowSetupLink follow, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var token = form["token"].ToString();
        return await follow.LookAsync(context.Here().Environment.Id, token, context.Origin(), ct) is null
            ? Dead()
            : new SeeOther(QueryHelpers.AddQueryString(SetupLink.Page, "token", token));
    }

    private static Page<MessagePage, MessageView> Dead() =>
        new(new MessageView("DomainSetupDead")) { Status = StatusCodes.Status410Gone };
}
