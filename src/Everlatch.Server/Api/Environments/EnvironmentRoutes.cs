using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Edge.Regions;
using Everlatch.Identity.Environments;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;
using Microsoft.Extensions.Options;

namespace Everlatch.Server.Api.Environments;

/// <summary><c>/api/v1/environments</c>.</summary>
internal static class EnvironmentRoutes
{
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder environment)
    {
        api.MapGet("/environments", ListAsync)
            .WithName("ListEnvironments").WithSummary("List the environments that the caller reaches").WithTags("Environments")
            .Requires(ManagementScopes.EnvironmentsRead).Produces<PageBody<EnvironmentBody>>();
        api.MapPost("/environments", CreateAsync)
            .WithName("CreateEnvironment").WithSummary("Make an environment (operator)").WithTags("Environments")
            .Requires(ManagementScopes.EnvironmentsWrite).Idempotent().Produces<EnvironmentBody>(StatusCodes.Status201Created);
        environment.MapGet("", FindAsync)
            .WithName("FindEnvironment").WithSummary("Read an environment").WithTags("Environments")
            .Requires(ManagementScopes.EnvironmentsRead).Produces<EnvironmentBody>();
        environment.MapPut("", UpdateAsync)
            .WithName("UpdateEnvironment").WithSummary("Change an environment's name and settings").WithTags("Environments")
            .Requires(ManagementScopes.EnvironmentsWrite).Produces<EnvironmentBody>();
    }

    private static async Task<IResult> ListAsync(
        Caller caller, Paging paging, PageWriter pages, ReadEnvironments read, CancellationToken ct)
    {
        if (caller.IsOperator)
        {
            return Results.Ok(pages.Write(await read.ListAsync(paging.Limit, paging.After, ct), paging, EnvironmentBody.Of));
        }

        var own = await read.FindAsync(caller.Environment, ct);
        return Results.Ok(new PageBody<EnvironmentBody>(own is null ? [] : [EnvironmentBody.Of(own)], null));
    }

    private static async Task<IResult> CreateAsync(
        NewEnvironmentBody body, Caller caller, CreateEnvironment create, IOptions<FeedOptions> feed, CancellationToken ct)
    {
        if (!caller.IsOperator)
        {
            return Answers.Refused(ApiErrors.ScopeMissing(ManagementScopes.Operator));
        }

        // Its people would live in the wrong region, and no edge would find it.
        var here = feed.Value.Region;
        return here.Length > 0 && body.Region != here && Region.TryParse(body.Region, out _)
            ? Answers.Refused(ApiErrors.OtherRegion(here))
            : Answers.Of(
                await create.RunAsync(caller.Actor, body.Name, body.Region, body.Settings.ToSettings(), ct),
                made => Answers.Created($"/environments/{made.Id}", EnvironmentBody.Of(made), made.Version));
    }

    private static async Task<IResult> FindAsync(EnvironmentId environment, ReadEnvironments read, CancellationToken ct) =>
        await read.FindAsync(environment, ct) is { } found
            ? Answers.Found(EnvironmentBody.Of(found), found.Version)
            : Answers.Unknown();

    private static async Task<IResult> UpdateAsync(
        EnvironmentId environment,
        EnvironmentChangeBody body,
        IfMatch match,
        Caller caller,
        UpdateEnvironment update,
        CancellationToken ct) =>
        Answers.Of(
            await update.RunAsync(caller.Actor, environment, match.Version, body.Name, body.Settings.ToSettings(), ct),
            updated => Answers.Found(EnvironmentBody.Of(updated), updated.Version));
}
