using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>The first machine clients.</summary>
internal static class SeedMachines
{
    private const int TokenSeconds = 600;

    /// <summary>A machine client of this name with the told credentials, where they still fit.</summary>
    public static async Task<(MachineClientId Id, string Secret)> EnsureAsync(
        SeedWrite seed, string name, ApiGrant grant, string? toldId, string? toldSecret, CancellationToken ct)
    {
        var known = Find(seed.Environment, name, toldId);
        var id = known?.Id ?? Id.New<MachineClientId>(seed.Clock);
        if (known is null)
        {
            var client = new MachineClientEntry
            {
                Id = id, Name = name, Apis = [grant], SigningAlgorithm = Seed.Algorithm, TokenSeconds = TokenSeconds,
            };
            await ClientSeedStore.AddMachineAsync(seed.Write.Transaction, seed.Id, client, seed.Now, ct);
        }

        var secret = await SeedSecret.EnsureAsync(seed, id.Value, known?.Secrets ?? ImmutableArray<ClientSecret>.Empty, toldSecret, ct);
        if (known is null || secret != toldSecret)
        {
            seed.Write.Changed(seed.Id, DirectoryKind.MachineClient, id.Value);
        }

        return (id, secret);
    }

    private static MachineClientEntry? Find(DirectoryEnvironment environment, string name, string? toldId) =>
        Id.TryParse<MachineClientId>(toldId, out var id) && environment.MachineClients.TryGetValue(id, out var told)
            ? told
            : environment.MachineClients.Values.FirstOrDefault(client => client.Name == name);
}
