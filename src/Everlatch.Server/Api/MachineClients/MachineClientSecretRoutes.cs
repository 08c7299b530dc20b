using Everlatch.Core.Ids;
using Everlatch.Identity.MachineClients;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Clients;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.MachineClients;

/// <summary><c>…/machine-clients/{client}/secrets</c>: at most two alive, so that one can be rotated without downtime.</summary>
internal static class MachineClientSecretRoutes
{
    public static void Map(IEndpointRouteBuilder environment)
    {
        var secrets = environment.MapGroup("/machine-clients/{client}/secrets").WithTags("Machine clients");
        secrets.MapGet("", ListAsync)
            .WithName("ListMachineClientSecrets").WithSummary("List a machine client's secrets, without the secrets themselves")
            .Requires(ManagementScopes.ClientsRead).Produces<PageBody<SecretBody>>();
        secrets.MapPost("", AddAsync)
            .WithName("AddMachineClientSecret").WithSummary("Add a secret, shown this once")
            .Requires(ManagementScopes.ClientsWrite).Idempotent().Produces<MadeSecretBody>(StatusCodes.Status201Created);
        secrets.MapDelete("/{secret}", RemoveAsync)
            .WithName("RemoveMachineClientSecret").WithSummary("Take a secret away at once")
            .Requires(ManagementScopes.ClientsWrite).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        ManagedEnvironment environment,
        MachineClientId client,
        Paging paging,
        PageWriter pages,
        ReadMachineClients read,
        CancellationToken ct) =>
        environment.Entry.MachineClients.ContainsKey(client)
            ? Results.Ok(pages.Cut(
                await read.SecretsAsync(environment.Id, client, ct), paging, secret => secret.Id.Value, SecretBody.Of))
            : Answers.Unknown();

    private static async Task<IResult> AddAsync(
        ManagedEnvironment environment,
        MachineClientId client,
        NewSecretBody body,
        Caller caller,
        AddMachineClientSecret add,
        CancellationToken ct)
    {
        var held = environment.Entry.MachineClients.GetValueOrDefault(client)?.Apis ?? [];
        if (Escalation.Check(caller, environment.Entry, held) is { } problem)
        {
            return Answers.Refused(problem);
        }

        var path = $"{ManagementFeature.Prefix}/environments/{environment.Id}/machine-clients/{client}/secrets";
        return Answers.Of(
            await add.RunAsync(caller.Actor, environment.Id, client, body.ExpiresAt, ct),
            secret => Results.Created($"{path}/{secret.Id}", MadeSecretBody.Of(secret)));
    }

    private static async Task<IResult> RemoveAsync(
        EnvironmentId environment,
        MachineClientId client,
        SecretId secret,
        Caller caller,
        RemoveMachineClientSecret remove,
        CancellationToken ct) =>
        Answers.Of(await remove.RunAsync(caller.Actor, environment, client, secret, ct), _ => Results.NoContent());
}
