using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>Reads machine clients with their secrets.</summary>
internal sealed class MachineClientSource : EntrySource<MachineClientEntry>
{
    private const string Select =
        """
        select environment_id, id, name, apis_json, jwks_json, signing_algorithm, token_seconds, disabled_at
        from machine_clients
        """;

    private static readonly Statement All = DirectoryStatement.All("machine_clients", Select);
    private static readonly Statement One = DirectoryStatement.One("machine_clients", Select);

    public override DirectoryKind Kind => DirectoryKind.MachineClient;

    protected override async Task<IReadOnlyList<(EnvironmentId Environment, MachineClientEntry Entry)>> ReadAsync(
        IStatements statements, EntryKey? only, CancellationToken ct)
    {
        var secrets = await SecretRows.ReadAsync(statements, MachineClientId.Prefix, only, ct);
        var rows = await RowsAsync<Row>(statements, All, One, only, ct);
        return [.. rows.Select(row => (row.EnvironmentId, row.ToEntry(secrets.Of(row.Id.Value))))];
    }

    protected override DirectoryEnvironment WithAll(DirectoryEnvironment environment, IEnumerable<MachineClientEntry> entries) =>
        environment with { MachineClients = entries.ToImmutableDictionary(entry => entry.Id) };

    protected override DirectoryEnvironment With(DirectoryEnvironment environment, string entity, MachineClientEntry? entry) =>
        environment with
        {
            MachineClients = entry is null
                ? environment.MachineClients.Remove(MachineClientId.Trusted(entity))
                : environment.MachineClients.SetItem(entry.Id, entry),
        };

    private sealed record Row
    {
        public EnvironmentId EnvironmentId { get; init; }
        public MachineClientId Id { get; init; }
        public string Name { get; init; } = "";
        public string ApisJson { get; init; } = "";
        public string? JwksJson { get; init; }
        public string SigningAlgorithm { get; init; } = "";
        public long TokenSeconds { get; init; }
        public DateTimeOffset? DisabledAt { get; init; }

        public MachineClientEntry ToEntry(ImmutableArray<ClientSecret> secrets) => new()
        {
            Id = Id,
            Name = Name,
            Apis = ImmutableArray.Create(Json.Read<ApiGrant[]>(ApisJson)),
            KeySet = ClientKeySet.Read(JwksJson),
            SigningAlgorithm = string.Intern(SigningAlgorithm),
            TokenSeconds = (int)TokenSeconds,
            Secrets = secrets,
            Disabled = DisabledAt is not null,
        };
    }
}
