using Everlatch.Core.Ids;
using Everlatch.Identity.Roles;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.Roles;

/// <summary><c>…/roles</c>: what members may be allowed; the same in every tenant of the environment.</summary>
internal static class RoleRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var roles = environment.MapGroup("/roles").WithTags("Roles");
        roles.MapGet("", ListAsync)
            .WithName("ListRoles").WithSummary("List roles")
            .Requires(ManagementScopes.RolesRead).Produces<PageBody<RoleBody>>();
        roles.MapPost("", CreateAsync)
            .WithName("CreateRole").WithSummary("Make a role")
            .Requires(ManagementScopes.RolesWrite).Idempotent().Produces<RoleBody>(StatusCodes.Status201Created);
        roles.MapGet("/{role}", FindAsync)
            .WithName("FindRole").WithSummary("Read a role")
            .Requires(ManagementScopes.RolesRead).Produces<RoleBody>();
        roles.MapPut("/{role}", UpdateAsync)
            .WithName("UpdateRole").WithSummary("Change what a role is called and allows")
            .Requires(ManagementScopes.RolesWrite).Produces<RoleBody>();
        roles.MapDelete("/{role}", DeleteAsync)
            .WithName("DeleteRole").WithSummary("Delete a role that nobody has")
            .Requires(ManagementScopes.RolesWrite).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        EnvironmentId environment, Paging paging, PageWriter pages, FindRoles find, CancellationToken ct) =>
        Results.Ok(pages.Write(await find.PageAsync(environment, paging.After, paging.Limit, ct), paging, RoleBody.Of));

    private static async Task<IResult> CreateAsync(
        ManagedEnvironment environment, NewRoleBody body, Caller caller, CreateRole create, CancellationToken ct) =>
        Escalation.Check(caller, environment.Entry, body.Permissions) is { } problem
            ? Answers.Refused(problem)
            : Answers.Of(
                await create.RunAsync(environment.Id, body.Key, body.Name, body.Permissions, caller.ToActor(), ct),
                made => Answers.Created($"/environments/{environment.Id}/roles/{made.Id}", RoleBody.Of(made), made.Version));

    private static async Task<IResult> FindAsync(EnvironmentId environment, RoleId role, FindRoles find, CancellationToken ct) =>
        await find.ByIdAsync(environment, role, ct) is { } found
            ? Answers.Found(RoleBody.Of(found), found.Version)
            : Answers.Unknown();

    private static async Task<IResult> UpdateAsync(
        ManagedEnvironment environment,
        RoleId role,
        RoleChangeBody body,
        IfMatch match,
        Caller caller,
        UpdateRole update,
        CancellationToken ct) =>
        Escalation.Check(caller, environment.Entry, body.Permissions) is { } problem
            ? Answers.Refused(problem)
            : Answers.Of(
                await update.RunAsync(environment.Id, role, body.Name, body.Permissions, match.Version, caller.ToActor(), ct),
                updated => Answers.Found(RoleBody.Of(updated), updated.Version));

    private static async Task<IResult> DeleteAsync(
        EnvironmentId environment, RoleId role, IfMatch match, Caller caller, DeleteRole delete, CancellationToken ct) =>
        Answers.Of(
            await delete.RunAsync(environment, role, match.Version, caller.ToActor(), ct), _ => Results.NoContent());
}
