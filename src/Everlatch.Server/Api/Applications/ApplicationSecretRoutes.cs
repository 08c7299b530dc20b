using Everlatch.Core.Ids;
using Everlatch.Identity.Applications;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Clients;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.Applications;

/// <summary>
/// <c>…/applications/{application}/secrets</c>: at most two alive, so that one can be rotated without downtime.
/// </summary>
internal static class ApplicationSecretRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var secrets = environment.MapGroup("/applications/{application}/secrets").WithTags("Applications");
        secrets.MapGet("", ListAsync)
            .WithName("ListApplicationSecrets").WithSummary("List an application's secrets, without the secrets themselves")
            .Requires(ManagementScopes.ApplicationsRead).Produces<PageBody<SecretBody>>();
        secrets.MapPost("", AddAsync)
            .WithName("AddApplicationSecret").WithSummary("Add a secret, shown this once")
            .Requires(ManagementScopes.ApplicationsWrite).Idempotent().Produces<MadeSecretBody>(StatusCodes.Status201Created);
        secrets.MapDelete("/{secret}", RemoveAsync)
            .WithName("RemoveApplicationSecret").WithSummary("Take a secret away at once")
            .Requires(ManagementScopes.ApplicationsWrite).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        ManagedEnvironment environment,
        AppId application,
        Paging paging,
        PageWriter pages,
        ReadApplications read,
        CancellationToken ct) =>
        environment.Entry.Applications.ContainsKey(application)
            ? Results.Ok(pages.Cut(
                await read.SecretsAsync(environment.Id, application, ct), paging, secret => secret.Id.Value, SecretBody.Of))
            : Answers.Unknown();

    private static async Task<IResult> AddAsync(
        ManagedEnvironment environment,
        AppId application,
        NewSecretBody body,
        Caller caller,
        AddApplicationSecret add,
        CancellationToken ct)
    {
        var held = environment.Entry.Applications.GetValueOrDefault(application)?.Apis ?? [];
        if (Escalation.Check(caller, environment.Entry, held) is { } problem)
        {
            return Answers.Refused(problem);
        }

        var path = $"{ManagementFeature.Prefix}/environments/{environment.Id}/applications/{application}/secrets";
        return Answers.Of(
            await add.RunAsync(caller.Actor, environment.Id, application, body.ExpiresAt, ct),
            secret => Results.Created($"{path}/{secret.Id}", MadeSecretBody.Of(secret)));
    }

    private static async Task<IResult> RemoveAsync(
        EnvironmentId environment,
        AppId application,
        SecretId secret,
        Caller caller,
        RemoveApplicationSecret remove,
        CancellationToken ct) =>
        Answers.Of(await remove.RunAsync(caller.Actor, environment, application, secret, ct), _ => Results.NoContent());
}
