using Everlatch.Core.Ids;
using Everlatch.Identity.Apis;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.Apis;

/// <summary><c>…/apis</c>: APIs that accept access tokens.</summary>
internal static class ApiRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var apis = environment.MapGroup("/apis").WithTags("APIs");
        apis.MapGet("", ListAsync)
            .WithName("ListApis").WithSummary("List APIs")
            .Requires(ManagementScopes.ApisRead).Produces<PageBody<ApiBody>>();
        apis.MapPost("", CreateAsync)
            .WithName("CreateApi").WithSummary("Make an API")
            .Requires(ManagementScopes.ApisWrite).Idempotent().Produces<ApiBody>(StatusCodes.Status201Created);
        apis.MapGet("/{api}", FindAsync)
            .WithName("FindApi").WithSummary("Read an API")
            .Requires(ManagementScopes.ApisRead).Produces<ApiBody>();
        apis.MapPut("/{api}", UpdateAsync)
            .WithName("UpdateApi").WithSummary("Change an API's name, scopes and token life")
            .Requires(ManagementScopes.ApisWrite).Produces<ApiBody>();
        apis.MapDelete("/{api}", DeleteAsync)
            .WithName("DeleteApi").WithSummary("Take an API away that no client may ask for")
            .Requires(ManagementScopes.ApisWrite).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        EnvironmentId environment, Paging paging, PageWriter pages, ReadApis read, CancellationToken ct) =>
        Results.Ok(pages.Write(await read.ListAsync(environment, paging.Limit, paging.After, ct), paging, ApiBody.Of));

    private static async Task<IResult> CreateAsync(
        EnvironmentId environment, NewApiBody body, Caller caller, CreateApi create, CancellationToken ct) =>
        Answers.Of(
            await create.RunAsync(caller.Actor, environment, body.Audience, body.ToDraft(), ct),
            made => Answers.Created($"/environments/{environment}/apis/{made.Id}", ApiBody.Of(made), made.Version));

    private static async Task<IResult> FindAsync(EnvironmentId environment, ApiId api, ReadApis read, CancellationToken ct) =>
        await read.FindAsync(environment, api, ct) is { } found
            ? Answers.Found(ApiBody.Of(found), found.Version)
            : Answers.Unknown();

    private static async Task<IResult> UpdateAsync(
        EnvironmentId environment,
        ApiId api,
        ApiChangeBody body,
        IfMatch match,
        Caller caller,
        UpdateApi update,
        CancellationToken ct) =>
        Answers.Of(
            await update.RunAsync(caller.Actor, environment, api, match.Version, body.ToDraft(), ct),
            updated => Answers.Found(ApiBody.Of(updated), updated.Version));

    private static async Task<IResult> DeleteAsync(
        EnvironmentId environment, ApiId api, Caller caller, DeleteApi delete, CancellationToken ct) =>
        Answers.Of(await delete.RunAsync(caller.Actor, environment, api, ct), _ => Results.NoContent());
}
