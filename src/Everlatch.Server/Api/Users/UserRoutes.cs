using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Users;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.Users;

/// <summary><c>…/users</c>: the people of an environment. A tenant's own people may read those who are its members.</summary>
internal static class UserRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var users = environment.MapGroup("/users").WithTags("Users");
        users.MapGet("", ListAsync)
            .WithName("ListUsers").WithSummary("List users, or find the one with an e-mail address")
            .Requires(ManagementScopes.UsersRead).Produces<PageBody<UserBody>>();
        users.MapPost("", CreateAsync)
            .WithName("CreateUser").WithSummary("Make a user")
            .Requires(ManagementScopes.UsersWrite).Idempotent().Produces<UserBody>(StatusCodes.Status201Created);
        users.MapGet("/{user}", FindAsync)
            .WithName("FindUser").WithSummary("Read a user")
            .Requires(ManagementScopes.UsersRead).OpenToTenants().Produces<UserBody>();
        users.MapPatch("/{user}", UpdateAsync)
            .WithName("UpdateUser").WithSummary("Change a user's address, name or language; what is left out stays")
            .Requires(ManagementScopes.UsersWrite).Produces<UserBody>();
    }

    private static async Task<IResult> ListAsync(
        EnvironmentId environment, string? email, Paging paging, PageWriter pages, ListUsers list, CancellationToken ct)
    {
        EmailAddress? address = null;
        if (email is not null && !EmailAddress.TryParse(email, out address))
        {
            return Answers.Refused(UserErrors.EmailInvalid);
        }

        UserId? after = paging.After is null ? null : UserId.Trusted(paging.After);
        return Results.Ok(pages.Write(await list.RunAsync(environment, address, paging.Limit, after, ct), paging, UserBody.Of));
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        ManagedEnvironment environment,
        NewUserBody body,
        Caller caller,
        CreateUser create,
        CancellationToken ct)
    {
        switch (await create.RunAsync(environment.Entry, body.ToNewUser(), caller.Actor, ct))
        {
            case CreateUser.Outcome.Created { User: var made }:
                return Answers.Created($"/environments/{environment.Id}/users/{made.Id}", UserBody.Of(made), made.Version);
            case CreateUser.Outcome.Invalid { Problem: var problem }:
                return Answers.Refused(problem);
            case CreateUser.Outcome.Busy { RetryAfter: var wait }:
                context.Response.Headers.RetryAfter = FormattableString.Invariant($"{Math.Ceiling(wait.TotalSeconds)}");
                return Answers.Refused(UserErrors.Busy);
            default:
                return Answers.Refused(UserErrors.EmailTaken);
        }
    }

    private static async Task<IResult> FindAsync(
        EnvironmentId environment, UserId user, Caller caller, FindUser find, ListMembers members, CancellationToken ct)
    {
        if (caller.Tenant is { } own && await members.FindAsync(environment, own, user, ct) is null)
        {
            return Answers.Unknown();
        }

        return await find.RunAsync(environment, user, ct) is { } found
            ? Answers.Found(UserBody.Of(found), found.Version)
            : Answers.Unknown();
    }

    private static async Task<IResult> UpdateAsync(
        EnvironmentId environment,
        UserId user,
        UserChangeBody body,
        IfMatch match,
        Caller caller,
        UpdateUser update,
        CancellationToken ct) =>
        await update.RunAsync(environment, user, body.ToChange(), match.Version, caller.Actor, ct) switch
        {
            UpdateUser.Outcome.Updated { User: var updated } => Answers.Found(UserBody.Of(updated), updated.Version),
            UpdateUser.Outcome.Invalid { Problem: var problem } => Answers.Refused(problem),
            UpdateUser.Outcome.EmailTaken => Answers.Refused(UserErrors.EmailTaken),
            UpdateUser.Outcome.Stale => Answers.Stale(),
            _ => Answers.Unknown(),
        };
}
