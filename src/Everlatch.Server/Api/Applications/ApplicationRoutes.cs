using Everlatch.Core.Ids;
using Everlatch.Identity.Applications;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Clients;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.Applications;

/// <summary><c>…/applications</c>: applications that people sign in to.</summary>
internal static class ApplicationRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var applications = environment.MapGroup("/applications").WithTags("Applications");
        applications.MapGet("", ListAsync)
            .WithName("ListApplications").WithSummary("List applications")
            .Requires(ManagementScopes.ApplicationsRead).Produces<PageBody<ApplicationBody>>();
        applications.MapPost("", CreateAsync)
            .WithName("CreateApplication").WithSummary("Make an application; a web application's secret is shown this once")
            .Requires(ManagementScopes.ApplicationsWrite).Idempotent().Produces<ApplicationBody>(StatusCodes.Status201Created);
        applications.MapGet("/{application}", FindAsync)
            .WithName("FindApplication").WithSummary("Read an application")
            .Requires(ManagementScopes.ApplicationsRead).Produces<ApplicationBody>();
        applications.MapPut("/{application}", UpdateAsync)
            .WithName("UpdateApplication").WithSummary("Change an application; its kind stays")
            .Requires(ManagementScopes.ApplicationsWrite).Produces<ApplicationBody>();
        applications.MapDelete("/{application}", DeleteAsync)
            .WithName("DeleteApplication").WithSummary("Take an application away; its tokens count no more")
            .Requires(ManagementScopes.ApplicationsWrite).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        EnvironmentId environment, Paging paging, PageWriter pages, ReadApplications read, CancellationToken ct) =>
        Results.Ok(pages.Write(await read.ListAsync(environment, paging.Limit, paging.After, ct), paging, ApplicationBody.Of));

    private static async Task<IResult> CreateAsync(
        ManagedEnvironment environment, NewApplicationBody body, Caller caller, CreateApplication create, CancellationToken ct)
    {
        var draft = body.ToDraft();
        if (Escalation.Check(caller, environment.Entry, draft.Apis) is { } problem)
        {
            return Answers.Refused(problem);
        }

        return Answers.Of(
            await create.RunAsync(caller.Actor, environment.Id, body.Kind, draft, ct),
            made => Answers.Created(
                $"/environments/{environment.Id}/applications/{made.Application.Id}",
                ApplicationBody.Of(made.Application) with
                {
                    Secret = made.Secret is null ? null : MadeSecretBody.Of(made.Secret),
                },
                made.Application.Version));
    }

    private static async Task<IResult> FindAsync(
        EnvironmentId environment, AppId application, ReadApplications read, CancellationToken ct) =>
        await read.FindAsync(environment, application, ct) is { } found
            ? Answers.Found(ApplicationBody.Of(found), found.Version)
            : Answers.Unknown();

    private static async Task<IResult> UpdateAsync(
        ManagedEnvironment environment,
        AppId application,
        ApplicationChangeBody body,
        IfMatch match,
        Caller caller,
        UpdateApplication update,
        CancellationToken ct)
    {
        var draft = body.ToDraft();
        var held = environment.Entry.Applications.GetValueOrDefault(application)?.Apis ?? [];
        if (Escalation.Check(caller, environment.Entry, [.. draft.Apis, .. held]) is { } problem)
        {
            return Answers.Refused(problem);
        }

        return Answers.Of(
            await update.RunAsync(caller.Actor, environment.Id, application, match.Version, draft, ct),
            updated => Answers.Found(ApplicationBody.Of(updated), updated.Version));
    }

    private static async Task<IResult> DeleteAsync(
        EnvironmentId environment, AppId application, Caller caller, DeleteApplication delete, CancellationToken ct) =>
        Answers.Of(await delete.RunAsync(caller.Actor, environment, application, ct), _ => Results.NoContent());
}
