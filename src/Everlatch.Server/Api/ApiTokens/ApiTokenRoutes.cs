using Everlatch.Core.Ids;
using Everlatch.Identity.ApiTokens;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.ApiTokens;

/// <summary><c>…/api-tokens</c>: credentials of tenants and users for their own scripts.</summary>
internal static class ApiTokenRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var tokens = environment.MapGroup("/api-tokens").WithTags("API tokens");
        tokens.MapGet("", ListAsync)
            .WithName("ListApiTokens").WithSummary("List API tokens, of one tenant or one user when asked so")
            .Requires(ManagementScopes.TokensRead).OpenToTenants().Produces<PageBody<ApiTokenBody>>();
        tokens.MapPost("", CreateAsync)
            .WithName("CreateApiToken").WithSummary("Make an API token; its secret is shown this once")
            .Requires(ManagementScopes.TokensWrite).OpenToTenants().Idempotent()
            .Produces<MadeApiTokenBody>(StatusCodes.Status201Created);
        tokens.MapGet("/{token}", FindAsync)
            .WithName("FindApiToken").WithSummary("Read an API token")
            .Requires(ManagementScopes.TokensRead).OpenToTenants().Produces<ApiTokenBody>();
        tokens.MapDelete("/{token}", RevokeAsync)
            .WithName("RevokeApiToken").WithSummary("Revoke an API token and the access tokens it got")
            .Requires(ManagementScopes.TokensWrite).OpenToTenants().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        EnvironmentId environment,
        TenantId? tenant,
        UserId? user,
        Caller caller,
        Paging paging,
        PageWriter pages,
        FindApiTokens find,
        CancellationToken ct)
    {
        if (caller.Tenant is { } own && tenant is not null && tenant != own)
        {
            return Answers.Unknown();
        }

        var page = await find.PageAsync(environment, caller.Tenant ?? tenant, user, paging.After, paging.Limit, ct);
        return Results.Ok(pages.Write(page, paging, ApiTokenBody.Of));
    }

    private static async Task<IResult> CreateAsync(
        ManagedEnvironment environment, NewApiTokenBody body, Caller caller, CreateApiToken create, CancellationToken ct)
    {
        if (caller.Tenant is { } own && body.Tenant != own)
        {
            return Answers.Unknown();
        }

        if (Escalation.Check(caller, environment.Entry, body.Permissions) is { } problem)
        {
            return Answers.Refused(problem);
        }

        return Answers.Of(
            await create.RunAsync(environment.Id, body.ToDraft(), caller.ToActor(), ct),
            made => Answers.Created(
                $"/environments/{environment.Id}/api-tokens/{made.Token.Id}", MadeApiTokenBody.Of(made), made.Token.Version));
    }

    private static async Task<IResult> FindAsync(
        EnvironmentId environment, ApiTokenId token, Caller caller, ReachableToken reachable, CancellationToken ct) =>
        await reachable.FindAsync(environment, token, caller, ct) is { } found
            ? Answers.Found(ApiTokenBody.Of(found), found.Version)
            : Answers.Unknown();

    private static async Task<IResult> RevokeAsync(
        EnvironmentId environment,
        ApiTokenId token,
        Caller caller,
        ReachableToken reachable,
        RevokeApiToken revoke,
        CancellationToken ct) =>
        await reachable.FindAsync(environment, token, caller, ct) is null
            ? Answers.Unknown()
            : Answers.Of(await revoke.RunAsync(environment, token, caller.ToActor(), ct), _ => Results.NoContent());
}
