using Everlatch.Core.Ids;
using Everlatch.Identity.Applications;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Clients;
using Everlatch.Server.Api.Http;

namespace Everlatch.Server.Api.Applications;

/// <summary><c>…/applications/{application}/secrets</c>.</summary>
internal static class ApplicationSecretRoutes
{
    private static readonly SecretHolder Holder = new(
        "/applications/{application}",
        "Applications",
        "Application",
        "an application",
        ManagementScopes.ApplicationsRead,
        ManagementScopes.ApplicationsWrite);

    public static void Map(IEndpointRouteBuilder environment) =>
        environment.MapSecrets(Holder, ListAsync, AddAsync, RemoveAsync);

    private static async Task<IResult> ListAsync(
        ManagedEnvironment environment,
        AppId application,
        Paging paging,
        PageWriter pages,
        ReadApplications read,
        CancellationToken ct) =>
        environment.Entry.Applications.ContainsKey(application)
            ? pages.List(await read.SecretsAsync(environment.Id, application, ct), paging)
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
        return Escalation.Check(caller, environment.Entry, held) is { } problem
            ? Answers.Refused(problem)
            : SecretRoutes.Added(
                await add.RunAsync(caller.Actor, environment.Id, application, body.ExpiresAt, ct),
                environment.Id,
                $"applications/{application}");
    }

    private static async Task<IResult> RemoveAsync(
        EnvironmentId environment,
        AppId application,
        SecretId secret,
        Caller caller,
        RemoveApplicationSecret remove,
        CancellationToken ct) =>
        SecretRoutes.Removed(await remove.RunAsync(caller.Actor, environment, application, secret, ct));
}
