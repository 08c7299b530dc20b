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
        EnvironmentId environment, UserId user, IfMatch match, Caller caller, DisableUser disable, CancellationToken ct) =>
        Answers.Of(
            await disable.RunAsync(environment, user, match.Version, caller.Actor, ct),
            disabled => Answers.Found(UserBody.Of(disabled), disabled.Version));

    private static async Task<IResult> EnableAsync(
        EnvironmentId environment, UserId user, IfMatch match, Caller caller, EnableUser enable, CancellationToken ct) =>
        Answers.Of(
            await enable.RunAsync(environment, user, match.Version, caller.Actor, ct),
            enabled => Answers.Found(UserBody.Of(enabled), enabled.Version));

    private static async Task<IResult> DeleteAsync(
        EnvironmentId environment, UserId user, IfMatch match, Caller caller, DeleteUser delete, CancellationToken ct) =>
        Answers.Of(await delete.RunAsync(environment, user, match.Version, caller.Actor, ct), _ => Results.NoContent());
}
