using Everlatch.Core.Ids;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Tenants;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.Tenants;

/// <summary><c>…/tenants/{tenant}/memberships</c>: who is in a tenant, with which roles.</summary>
internal static class MembershipRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var memberships = environment.MapGroup("/tenants/{tenant}/memberships").WithTags("Memberships");
        memberships.MapGet("", ListAsync)
            .WithName("ListMemberships").WithSummary("List the people of a tenant")
            .Requires(ManagementScopes.TenantsRead).OpenToTenants().Produces<PageBody<MemberBody>>();

        // Not open to tenants: they would pull in people of others by their ids. They invite, and people come.
        memberships.MapPost("", AddAsync)
            .WithName("AddMembership").WithSummary("Make a user a member without asking them")
            .Requires(ManagementScopes.TenantsWrite).Idempotent().Produces<MembershipBody>(StatusCodes.Status201Created);
        memberships.MapGet("/{user}", FindAsync)
            .WithName("FindMembership").WithSummary("Read a membership")
            .Requires(ManagementScopes.TenantsRead).OpenToTenants().Produces<MembershipBody>();
        memberships.MapPut("/{user}", ChangeAsync)
            .WithName("ChangeRoles").WithSummary("Set the roles of a member; none may allow more than the caller may do")
            .Requires(ManagementScopes.TenantsWrite).OpenToTenants().Produces<MembershipBody>();
        memberships.MapDelete("/{user}", RemoveAsync)
            .WithName("RemoveMembership").WithSummary("Take a user out of the tenant, with everything they hold there")
            .Requires(ManagementScopes.TenantsWrite).OpenToTenants().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        EnvironmentId environment,
        TenantId tenant,
        Paging paging,
        PageWriter pages,
        FindTenants tenants,
        ListMembers list,
        CancellationToken ct) =>
        await tenants.ByIdAsync(environment, tenant, ct) is null
            ? Answers.Unknown()
            : Results.Ok(pages.Write(
                await list.OfTenantAsync(environment, tenant, paging.After, paging.Limit, ct), paging, MemberBody.Of));

    private static async Task<IResult> AddAsync(
        EnvironmentId environment,
        TenantId tenant,
        NewMembershipBody body,
        Caller caller,
        AddMembership add,
        CancellationToken ct) =>
        Answers.Of(
            await add.RunAsync(environment, tenant, body.User, body.Roles, caller.ToActor(), ct),
            made => Answers.Created(
                $"/environments/{environment}/tenants/{tenant}/memberships/{made.User}", MembershipBody.Of(made), made.Version));

    private static async Task<IResult> FindAsync(
        EnvironmentId environment, TenantId tenant, UserId user, ListMembers list, CancellationToken ct) =>
        await list.FindAsync(environment, tenant, user, ct) is { } found ? Found(found) : Answers.Unknown();

    private static async Task<IResult> ChangeAsync(
        EnvironmentId environment,
        TenantId tenant,
        UserId user,
        RolesBody body,
        IfMatch match,
        Caller caller,
        ChangeRoles change,
        CancellationToken ct) =>
        Answers.Of(await change.RunAsync(environment, tenant, user, body.Roles, match.Version, caller.ToActor(), ct), Found);

    private static async Task<IResult> RemoveAsync(
        EnvironmentId environment, TenantId tenant, UserId user, Caller caller, RemoveMembership remove, CancellationToken ct) =>
        Answers.Of(await remove.RunAsync(environment, tenant, user, caller.ToActor(), ct), _ => Results.NoContent());

    private static VersionedResult<MembershipBody> Found(Membership membership) =>
        Answers.Found(MembershipBody.Of(membership), membership.Version);
}
