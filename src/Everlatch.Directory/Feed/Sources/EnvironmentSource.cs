using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>Reads environments themselves; the other sources fill them.</summary>
internal sealed class EnvironmentSource(MasterKey master) : IEntrySource
{
    private const string Select = "select id, name, region, settings_json, refresh_key_sealed from environments";
    private static readonly Statement All = DirectoryStatement.All("environments", Select);
    private static readonly Statement One = Statement.Read("directory.reload_environments", Select + " where id = @environment")
        .AlsoFromStandby();

    public DirectoryKind Kind => DirectoryKind.Environment;

    public async Task<DirectorySnapshot> LoadAsync(DirectorySnapshot snapshot, IStatements statements, CancellationToken ct)
    {
        var rows = await statements.ListAsync<Row>(All, null, ct);
        return snapshot with { Environments = rows.ToImmutableDictionary(row => row.Id, row => row.ToEnvironment(master)) };
    }

    public async Task<DirectorySnapshot> ReloadAsync(
        DirectorySnapshot snapshot, IStatements statements, EnvironmentId environment, string entity, CancellationToken ct)
    {
        if (await statements.FindAsync<Row>(One, new { environment }, ct) is not { } row)
        {
            return snapshot with { Environments = snapshot.Environments.Remove(environment) };
        }

        var fresh = row.ToEnvironment(master);
        var merged = snapshot.Environments.TryGetValue(environment, out var before)
            ? before with { Name = fresh.Name, Region = fresh.Region, Settings = fresh.Settings, RefreshKey = fresh.RefreshKey }
            : fresh;
        return snapshot with { Environments = snapshot.Environments.SetItem(environment, merged) };
    }

    private sealed record Row
    {
        public EnvironmentId Id { get; init; }
        public string Name { get; init; } = "";
        public Region Region { get; init; }
        public string SettingsJson { get; init; } = "";
        public byte[]? RefreshKeySealed { get; init; }

        public DirectoryEnvironment ToEnvironment(MasterKey master) => new()
        {
            Id = Id,
            Name = Name,
            Region = Region,
            Settings = Json.Read<EnvironmentSettings>(SettingsJson),
            RefreshKey = Tokens.RefreshKey.Open(master, Id, RefreshKeySealed),
        };
    }
}
