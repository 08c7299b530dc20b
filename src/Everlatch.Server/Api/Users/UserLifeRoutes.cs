using Everlatch.Core.Ids;
using Everlatch.Identity.Users;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;

namespace Everlatch.Server.Api.Users;

/// <summary>Disabling, enabling and deleting users.</summary>
internal static class UserLifeRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var users = environment.MapGroup("/users/{user}").WithTags("Users");
        users.MapPost("/disable", DisableAsync)
            .WithName("DisableUser").WithSummary("Keep a user from signing in; their sessions, grants and API tokens end")
            .Requires(ManagementScopes.UsersWrite).Produces<UserBody>();
        users.MapPost("/enable", EnableAsync)
            .WithName("EnableUser").WithSummary("Let a user sign in again")
            .Requires(ManagementScopes.UsersWrite).Produces<UserBody>();
        users.MapDelete("", DeleteAsync)
            .WithName("DeleteUser").WithSummary("Delete a user with all that is theirs alone")
            .Requires(ManagementScopes.UsersWrite).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> DisableAsync(
        EnvironmentId environment, UserId user, IfMatch match, Caller caller, DisableUser disable, FindUser find, CancellationToken ct) =>
        await AnswerAsync(await disable.RunAsync(environment, user, match.Version, caller.Actor, ct), environment, user, find, ct);

    private static async Task<IResult> EnableAsync(
        EnvironmentId environment, UserId user, IfMatch match, Caller caller, EnableUser enable, FindUser find, CancellationToken ct) =>
        await AnswerAsync(await enable.RunAsync(environment, user, match.Version, caller.Actor, ct), environment, user, find, ct);

    private static async Task<IResult> DeleteAsync(
        EnvironmentId environment, UserId user, IfMatch match, Caller caller, DeleteUser delete, CancellationToken ct) =>
        await delete.RunAsync(environment, user, match.Version, caller.Actor, ct) switch
        {
            UserWrite.Done => Results.NoContent(),
            UserWrite.Stale => Answers.Stale(),
            _ => Answers.Unknown(),
        };

    private static async Task<IResult> AnswerAsync(
        UserWrite outcome, EnvironmentId environment, UserId user, FindUser find, CancellationToken ct) => outcome switch
    {
        UserWrite.Done when await find.RunAsync(environment, user, ct) is { } found => Answers.Found(UserBody.Of(found), found.Version),
        UserWrite.Stale => Answers.Stale(),
        _ => Answers.Unknown(),
    };
}
