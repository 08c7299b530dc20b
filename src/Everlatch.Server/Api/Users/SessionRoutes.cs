using Everlatch.Core.Ids;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.Users;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Tenants;

namespace Everlatch.Server.Api.Users;

/// <summary>What hangs on a user: <c>…/users/{user}/sessions</c> and <c>…/users/{user}/memberships</c>.</summary>
internal static class SessionRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var user = environment.MapGroup("/users/{user}");
        user.MapGet("/sessions", ListAsync).WithTags("Sessions")
            .WithName("ListSessions").WithSummary("List a user's live sessions")
            .Requires(ManagementScopes.SessionsRead).Produces<PageBody<SessionBody>>();
        user.MapDelete("/sessions", EndAllAsync).WithTags("Sessions")
            .WithName("EndSessions").WithSummary("End all sessions of a user, with their grants and access tokens")
            .Requires(ManagementScopes.SessionsWrite).Produces(StatusCodes.Status204NoContent);
        user.MapDelete("/sessions/{session}", EndAsync).WithTags("Sessions")
            .WithName("EndSession").WithSummary("End a session, with its grants and access tokens")
            .Requires(ManagementScopes.SessionsWrite).Produces(StatusCodes.Status204NoContent);
        user.MapGet("/memberships", ListMembershipsAsync).WithTags("Memberships")
            .WithName("ListMembershipsOfUser").WithSummary("List the tenants that a user is a member of")
            .Requires(ManagementScopes.TenantsRead).Produces<PageBody<MembershipBody>>();
    }

    private static async Task<IResult> ListAsync(
        EnvironmentId environment,
        UserId user,
        Paging paging,
        PageWriter pages,
        FindUser find,
        ListSessions list,
        CancellationToken ct) =>
        await find.RunAsync(environment, user, ct) is null
            ? Answers.Unknown()
            : Results.Ok(
                pages.Cut(await list.RunAsync(environment, user, ct), paging, session => session.Id.Value, SessionBody.Of));

    private static async Task<IResult> EndAllAsync(
        EnvironmentId environment, UserId user, Caller caller, FindUser find, EndAllSessions end, CancellationToken ct)
    {
        if (await find.RunAsync(environment, user, ct) is null)
        {
            return Answers.Unknown();
        }

        await end.RunAsync(environment, user, null, caller.Actor, ct);
        return Results.NoContent();
    }

    private static async Task<IResult> EndAsync(
        EnvironmentId environment, UserId user, SessionId session, Caller caller, EndSession end, CancellationToken ct) =>
        await end.RunAsync(environment, user, session, caller.Actor, ct) ? Results.NoContent() : Answers.Unknown();

    private static async Task<IResult> ListMembershipsAsync(
        EnvironmentId environment,
        UserId user,
        Paging paging,
        PageWriter pages,
        FindUser find,
        ListMembers list,
        CancellationToken ct) =>
        await find.RunAsync(environment, user, ct) is null
            ? Answers.Unknown()
            : Results.Ok(pages.Write(
                await list.OfUserAsync(environment, user, paging.After, paging.Limit, ct), paging, MembershipBody.Of));
}
