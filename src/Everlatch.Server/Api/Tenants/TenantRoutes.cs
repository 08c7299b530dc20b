using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Tenants;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.Tenants;

/// <summary><c>…/tenants</c>: the customer organisations of an environment. A tenant's own people reach just theirs.</summary>
internal static class TenantRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var tenants = environment.MapGroup("/tenants").WithTags("Tenants");
        tenants.MapGet("", ListAsync)
            .WithName("ListTenants").WithSummary("List tenants, or find the one with a key")
            .Requires(ManagementScopes.TenantsRead).OpenToTenants().Produces<PageBody<TenantBody>>();
        tenants.MapPost("", CreateAsync)
            .WithName("CreateTenant").WithSummary("Make a tenant")
            .Requires(ManagementScopes.TenantsWrite).Idempotent().Produces<TenantBody>(StatusCodes.Status201Created);
        tenants.MapGet("/{tenant}", FindAsync)
            .WithName("FindTenant").WithSummary("Read a tenant")
            .Requires(ManagementScopes.TenantsRead).OpenToTenants().Produces<TenantBody>();
        tenants.MapPut("/{tenant}", UpdateAsync)
            .WithName("UpdateTenant").WithSummary("Rename a tenant")
            .Requires(ManagementScopes.TenantsWrite).OpenToTenants().Produces<TenantBody>();
        tenants.MapDelete("/{tenant}", DeleteAsync)
            .WithName("DeleteTenant").WithSummary("Delete a tenant with its memberships, invitations and API tokens")
            .Requires(ManagementScopes.TenantsWrite).Produces(StatusCodes.Status204NoContent);
        tenants.MapPost("/{tenant}/disable", DisableAsync)
            .WithName("DisableTenant").WithSummary("Close a tenant: its API tokens and grants end, its people choose another")
            .Requires(ManagementScopes.TenantsWrite).Produces<TenantBody>();
        tenants.MapPost("/{tenant}/enable", EnableAsync)
            .WithName("EnableTenant").WithSummary("Open a tenant again")
            .Requires(ManagementScopes.TenantsWrite).Produces<TenantBody>();
    }

    private static async Task<IResult> ListAsync(
        EnvironmentId environment,
        string? key,
        Caller caller,
        Paging paging,
        PageWriter pages,
        FindTenants find,
        CancellationToken ct)
    {
        if (key is null && caller.Tenant is null)
        {
            return Results.Ok(
                pages.Write(await find.PageAsync(environment, paging.After, paging.Limit, ct), paging, TenantBody.Of));
        }

        var found = caller.Tenant is { } own
            ? await find.ByIdAsync(environment, own, ct)
            : await find.ByKeyAsync(environment, key!, ct);
        var matches = found is not null && (key is null || found.Key == key);
        return Results.Ok(pages.Write(new Page<Tenant>(matches ? [found!] : [], null), paging, TenantBody.Of));
    }

    private static async Task<IResult> CreateAsync(
        EnvironmentId environment, NewTenantBody body, Caller caller, CreateTenant create, CancellationToken ct) =>
        Answers.Of(
            await create.RunAsync(environment, body.Key, body.Name, caller.ToActor(), ct),
            made => Answers.Created($"/environments/{environment}/tenants/{made.Id}", TenantBody.Of(made), made.Version));

    private static async Task<IResult> FindAsync(
        EnvironmentId environment, TenantId tenant, FindTenants find, CancellationToken ct) =>
        await find.ByIdAsync(environment, tenant, ct) is { } found ? Found(found) : Answers.Unknown();

    private static async Task<IResult> UpdateAsync(
        EnvironmentId environment,
        TenantId tenant,
        TenantChangeBody body,
        IfMatch match,
        Caller caller,
        UpdateTenant update,
        CancellationToken ct) =>
        Answers.Of(await update.RunAsync(environment, tenant, body.Name, match.Version, caller.ToActor(), ct), Found);

    private static async Task<IResult> DeleteAsync(
        EnvironmentId environment, TenantId tenant, IfMatch match, Caller caller, DeleteTenant delete, CancellationToken ct) =>
        Answers.Of(await delete.RunAsync(environment, tenant, match.Version, caller.ToActor(), ct), _ => Results.NoContent());

    private static async Task<IResult> DisableAsync(
        EnvironmentId environment, TenantId tenant, IfMatch match, Caller caller, DisableTenant disable, CancellationToken ct) =>
        Answers.Of(await disable.RunAsync(environment, tenant, match.Version, caller.ToActor(), ct), Found);

    private static async Task<IResult> EnableAsync(
        EnvironmentId environment, TenantId tenant, IfMatch match, Caller caller, DisableTenant disable, CancellationToken ct) =>
        Answers.Of(await disable.UndoAsync(environment, tenant, match.Version, caller.ToActor(), ct), Found);

    private static VersionedResult<TenantBody> Found(Tenant tenant) => Answers.Found(TenantBody.Of(tenant), tenant.Version);
}
