using Everlatch.Core.Ids;
using Everlatch.Identity.Keys;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;

namespace Everlatch.Server.Api.Keys;

/// <summary><c>…/keys</c>: signing keys.</summary>
internal static class KeyRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var keys = environment.MapGroup("/keys").WithTags("Keys");
        keys.MapGet("", ListAsync)
            .WithName("ListKeys").WithSummary("List the keys that the environment publishes")
            .Requires(ManagementScopes.KeysRead).Produces<PageBody<KeyBody>>();
        keys.MapPost("/rotate", RotateAsync)
            .WithName("RotateKey").WithSummary("Publish a new key, which takes over when every verifier can know it")
            .Requires(ManagementScopes.KeysWrite).Produces<RotatedKeyBody>();
        keys.MapDelete("/{key}", RevokeAsync)
            .WithName("RevokeKey").WithSummary("Take a key out of use at once, in an emergency: what it signed counts no more")
            .Requires(ManagementScopes.KeysWrite).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        EnvironmentId environment, Paging paging, PageWriter pages, ListKeys list, CancellationToken ct) =>
        Results.Ok(pages.Cut(await list.RunAsync(environment, ct), paging, listed => listed.Key.Id.Value, Body));

    private static KeyBody Body((StoredKey Key, KeyState State) listed) => new()
    {
        Id = listed.Key.Id,
        Algorithm = listed.Key.Algorithm,
        State = listed.State,
        SignsFrom = listed.Key.SignsFrom,
        SignsUntil = listed.Key.SignsUntil,
    };

    private static async Task<IResult> RotateAsync(
        EnvironmentId environment, RotationBody body, Caller caller, RotateKey rotate, CancellationToken ct) =>
        await rotate.RunAsync(caller.Actor, environment, body.Algorithm, ct) switch
        {
            RotateKey.Outcome.Rotated rotated => Results.Ok(new RotatedKeyBody(rotated.Key, rotated.SignsFrom)),
            RotateKey.Outcome.Waiting waiting => Results.Ok(new RotatedKeyBody(waiting.Key, waiting.SignsFrom)),
            _ => Answers.Refused(ApiErrors.AlgorithmWithoutKey),
        };

    private static async Task<IResult> RevokeAsync(
        EnvironmentId environment, KeyId key, Caller caller, RevokeKey revoke, CancellationToken ct) =>
        await revoke.RunAsync(caller.Actor, environment, key, ct) ? Results.NoContent() : Answers.Unknown();
}
