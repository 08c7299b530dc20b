using Everlatch.Core.Ids;
using Everlatch.Identity.ApiTokens;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Clients;
using Everlatch.Server.Api.Http;

namespace Everlatch.Server.Api.ApiTokens;

/// <summary><c>…/api-tokens/{token}/secrets</c>.</summary>
internal static class ApiTokenSecretRoutes
{
    private static readonly SecretHolder Holder = new(
        "/api-tokens/{token}",
        "API tokens",
        "ApiToken",
        "an API token",
        ManagementScopes.TokensRead,
        ManagementScopes.TokensWrite);

    public static void Map(IEndpointRouteBuilder environment) =>
        environment.MapSecrets(Holder, ListAsync, AddAsync, RemoveAsync).OpenToTenants();

    private static async Task<IResult> ListAsync(
        EnvironmentId environment,
        ApiTokenId token,
        Caller caller,
        Paging paging,
        PageWriter pages,
        ReachableToken reachable,
        FindApiTokens find,
        CancellationToken ct) =>
        await reachable.FindAsync(environment, token, caller, ct) is null
            ? Answers.Unknown()
            : pages.List(await find.SecretsAsync(environment, token, ct), paging);

    private static async Task<IResult> AddAsync(
        ManagedEnvironment environment,
        ApiTokenId token,
        NewSecretBody body,
        Caller caller,
        ReachableToken reachable,
        AddApiTokenSecret add,
        CancellationToken ct)
    {
        if (await reachable.FindAsync(environment.Id, token, caller, ct) is not { } found)
        {
            return Answers.Unknown();
        }

        return Escalation.Check(caller, environment.Entry, found.Permissions) is { } problem
            ? Answers.Refused(problem)
            : SecretRoutes.Added(
                await add.RunAsync(environment.Id, token, body.ExpiresAt, caller.ToActor(), ct),
                environment.Id,
                $"api-tokens/{token}");
    }

    private static async Task<IResult> RemoveAsync(
        EnvironmentId environment,
        ApiTokenId token,
        SecretId secret,
        Caller caller,
        ReachableToken reachable,
        RemoveApiTokenSecret remove,
        CancellationToken ct) =>
        await reachable.FindAsync(environment, token, caller, ct) is null
            ? Answers.Unknown()
            : SecretRoutes.Removed(await remove.RunAsync(environment, token, secret, caller.ToActor(), ct));
}
