using Everlatch.Core;
using Everlatch.Directory;
using Everlatch.Identity.Invitations;
using Everlatch.Identity.Sessions;
using Everlatch.Server.Pages.Account;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Navigation;
using Everlatch.Server.Pages.Visitors;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Server.Pages.Invitations;

/// <summary>
/// Lets a person take an invitation that was mailed to them. Looking at the link does not take it; the button does.
/// </summary>
internal static class InvitationEndpoint
{
    /// <summary>The page of one invitation.</summary>
    public static string Address(string token) => QueryHelpers.AddQueryString(InvitationLink.Page, "token", token);

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(InvitationLink.Page, ShowAsync);
        pages.MapPost(InvitationLink.Page, HandleAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, FindInvitations invitations, FindSession find, CancellationToken ct)
    {
        var environment = context.Here().Environment;
        var token = context.Request.Query["token"].ToString();
        if (await invitations.ByTokenAsync(environment.Id, token, ct) is not { } invitation)
        {
            return Dead();
        }

        var session = await find.RunAsync(environment, SessionCookie.Read(context), ct);
        return new Page<InvitationPage, InvitationView>(new InvitationView
        {
            Token = token,
            Tenant = invitation.TenantName,
            Email = invitation.Email.Text,
            SignedInAs = session?.Email,
            Matches = session is not null && EmailAddress.Trusted(session.Email).Key == invitation.Email.Key,
        });
    }

    private static async Task<IResult> HandleAsync(
        HttpContext context, AcceptInvitation accept, FindSession find, CancellationToken ct)
    {
        var environment = context.Here().Environment;
        var form = await context.Request.ReadFormAsync(ct);
        var token = form["token"].ToString();
        if (await find.RunAsync(environment, SessionCookie.Read(context), ct) is not { } session)
        {
            return new SeeOther(ReturnPath.Parse(Address(token)).Through("/signin"));
        }

        context.Features.Set(session);
        var outcome = await accept.RunAsync(environment.Id, token, session.User, session.Id, context.Actor(), ct);

        // The page says why it was refused: closed meanwhile, or another person's.
        return new SeeOther(outcome is TakeInvitation.Outcome.Joined ? AccountEndpoint.Path : Address(token));
    }

    private static Page<MessagePage, MessageView> Dead() =>
        new(new MessageView("InvitationDead") { Link = AccountEndpoint.Path, LinkText = "Layout.Account" })
        {
            Status = StatusCodes.Status410Gone,
        };
}
