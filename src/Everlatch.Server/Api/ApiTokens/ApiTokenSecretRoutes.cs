using Everlatch.Core.Ids;
using Everlatch.Identity.ApiTokens;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Clients;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.ApiTokens;

/// <summary><c>…/api-tokens/{token}/secrets</c>: at most two alive, so that one can be rotated without downtime.</summary>
internal static class ApiTokenSecretRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var secrets = environment.MapGroup("/api-tokens/{token}/secrets").WithTags("API tokens");
        secrets.MapGet("", ListAsync)
            .WithName("ListApiTokenSecrets").WithSummary("List an API token's secrets, without the secrets themselves")
            .Requires(ManagementScopes.TokensRead).OpenToTenants().Produces<PageBody<SecretBody>>();
        secrets.MapPost("", AddAsync)
            .WithName("AddApiTokenSecret").WithSummary("Add a secret, shown this once")
            .Requires(ManagementScopes.TokensWrite).OpenToTenants().Idempotent()
            .Produces<MadeSecretBody>(StatusCodes.Status201Created);
        secrets.MapDelete("/{secret}", RemoveAsync)
            .WithName("RemoveApiTokenSecret").WithSummary("Take a secret away at once")
            .Requires(ManagementScopes.TokensWrite).OpenToTenants().Produces(StatusCodes.Status204NoContent);
    }

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
            : Results.Ok(pages.Cut(
                await find.SecretsAsync(environment, token, ct), paging, secret => secret.Id.Value, SecretBody.Of));

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

        if (Escalation.Check(caller, environment.Entry, found.Permissions) is { } problem)
        {
            return Answers.Refused(problem);
        }

        var path = $"{ManagementFeature.Prefix}/environments/{environment.Id}/api-tokens/{token}/secrets";
        return Answers.Of(
            await add.RunAsync(environment.Id, token, body.ExpiresAt, caller.ToActor(), ct),
            secret => Results.Created($"{path}/{secret.Id}", MadeSecretBody.Of(secret)));
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
            : Answers.Of(await remove.RunAsync(environment, token, secret, caller.ToActor(), ct), _ => Results.NoContent());
}
