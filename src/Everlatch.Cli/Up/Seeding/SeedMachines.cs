using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Identity.MachineClients;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>The first machine clients. Their secrets live in <c>up.json</c> alone, and stay as long as they fit.</summary>
internal sealed class SeedMachines(
    IDirectory directory, CreateMachineClient create, AddMachineClientSecret add, RemoveMachineClientSecret remove)
{
    private const int MaxSecrets = 2;

    /// <summary>A client of this name that may call an API, and a secret that works.</summary>
    /// <param name="environment">Where.</param>
    /// <param name="name">Its name.</param>
    /// <param name="api">What it may call, with all scopes.</param>
    /// <param name="told">What the last start said.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ClientCredentials> EnsureAsync(
        EnvironmentId environment, string name, ApiEntry api, ClientCredentials? told, CancellationToken ct)
    {
        if (Find(directory.Current.Environments[environment], name, told?.Id) is not { } known)
        {
            var draft = new MachineClientDraft
            {
                Name = name,
                Apis = [new ApiGrant(api.Id, [.. api.Scopes.Select(scope => scope.Name)])],
            };
            var made = (await create.RunAsync(Seeded.By, environment, draft, ct)).Value();
            return new ClientCredentials(made.Client.Id.Value, made.Secret!.Text);
        }

        return told is not null && known.Secrets.Any(secret => GeneratedSecret.Matches(told.Secret, secret.Sha256.Span))
            ? told with { Id = known.Id.Value }
            : await RenewAsync(environment, known, ct);
    }

    private async Task<ClientCredentials> RenewAsync(EnvironmentId environment, MachineClientEntry client, CancellationToken ct)
    {
        foreach (var secret in client.Secrets.Skip(MaxSecrets - 1))
        {
            (await remove.RunAsync(Seeded.By, environment, client.Id, secret.Id, ct)).Value();
        }

        var made = (await add.RunAsync(Seeded.By, environment, client.Id, null, ct)).Value();
        return new ClientCredentials(client.Id.Value, made.Text);
    }

    private static MachineClientEntry? Find(DirectoryEnvironment environment, string name, string? toldId) =>
        Id.TryParse<MachineClientId>(toldId, out var id) && environment.MachineClients.TryGetValue(id, out var told)
            ? told
            : environment.MachineClients.Values.FirstOrDefault(client => client.Name == name);
}
