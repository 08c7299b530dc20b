using Everlatch.Core.Ids;
using Everlatch.Identity.MachineClients;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Clients;
using Everlatch.Server.Api.Http;

namespace Everlatch.Server.Api.MachineClients;

/// <summary><c>…/machine-clients/{client}/secrets</c>.</summary>
internal static class MachineClientSecretRoutes
{
    private static readonly SecretHolder Holder = new(
        "/machine-clients/{client}",
        "Machine clients",
        "MachineClient",
        "a machine client",
        ManagementScopes.ClientsRead,
        ManagementScopes.ClientsWrite);

    public static void Map(IEndpointRouteBuilder environment) =>
        environment.MapSecrets(Holder, ListAsync, AddAsync, RemoveAsync);

    private static async Task<IResult> ListAsync(
        ManagedEnvironment environment,
        MachineClientId client,
        Paging paging,
        PageWriter pages,
        ReadMachineClients read,
        CancellationToken ct) =>
        environment.Entry.MachineClients.ContainsKey(client)
            ? pages.List(await read.SecretsAsync(environment.Id, client, ct), paging)
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
        return Escalation.Check(caller, environment.Entry, held) is { } problem
            ? Answers.Refused(problem)
            : SecretRoutes.Added(
                await add.RunAsync(caller.Actor, environment.Id, client, body.ExpiresAt, ct),
                environment.Id,
                $"machine-clients/{client}");
    }

    private static async Task<IResult> RemoveAsync(
        EnvironmentId environment,
        MachineClientId client,
        SecretId secret,
        Caller caller,
        RemoveMachineClientSecret remove,
        CancellationToken ct) =>
        SecretRoutes.Removed(await remove.RunAsync(caller.Actor, environment, client, secret, ct));
}
