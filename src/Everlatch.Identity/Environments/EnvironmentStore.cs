using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Identity.Environments;

/// <summary>Environments as rows.</summary>
internal static class EnvironmentStore
{
    private const string Columns = "id, name, region, settings_json, created_at, updated_at, version";

    private static readonly Statement Insert = Statement.Write(
        "environments.insert",
        """
        insert into environments (id, name, region, settings_json, created_at, updated_at, version)
        values (@environment, @name, @region, @settings, @now, @now, 1)
        """);

    private static readonly Statement Find =
        Statement.Read("environments.find", $"select {Columns} from environments where id = @environment");

    private static readonly Statement List = Statement
        .Read("environments.page", $"select {Columns} from environments where id > @after order by id limit @limit")
        .AcrossEnvironments("the operator lists all environments");

    private static readonly Statement Change = Statement.Write(
        "environments.update",
        $"""
        update environments set name = @name, settings_json = @settings, updated_at = @now, version = version + 1
        where id = @environment and version = @version
        returning {Columns}
        """);

    /// <summary>Adds an environment.</summary>
    public static Task AddAsync(IStatements statements, StoredEnvironment environment, CancellationToken ct) =>
        statements.ExecuteAsync(
            Insert,
            new
            {
                environment = environment.Id,
                name = environment.Name,
                region = environment.Region,
                settings = Json.Write(environment.Settings),
                now = environment.CreatedAt,
            },
            ct);

    /// <summary>One environment.</summary>
    public static async Task<StoredEnvironment?> FindAsync(
        IStatements statements, EnvironmentId environment, CancellationToken ct) =>
        (await statements.FindAsync<Row>(Find, new { environment }, ct))?.ToEnvironment();

    /// <summary>Up to <paramref name="limit" /> environments after an id.</summary>
    public static async Task<Page<StoredEnvironment>> PageAsync(
        IStatements statements, string? after, int limit, CancellationToken ct)
    {
        var rows = await statements.ListAsync<Row>(List, new { after = after ?? "", limit = limit + 1L }, ct);
        return Page.Cut([.. rows.Select(row => row.ToEnvironment())], limit, environment => environment.Id.Value);
    }

    /// <summary>Changes an environment; null when its version is another by now.</summary>
    public static async Task<StoredEnvironment?> UpdateAsync(
        IStatements statements,
        EnvironmentId environment,
        long version,
        string name,
        EnvironmentSettings settings,
        DateTimeOffset now,
        CancellationToken ct) =>
        (await statements.FindAsync<Row>(
            Change, new { environment, version, name, settings = Json.Write(settings), now }, ct))?.ToEnvironment();

    private sealed record Row
    {
        public EnvironmentId Id { get; init; }
        public string Name { get; init; } = "";
        public Region Region { get; init; }
        public string SettingsJson { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset UpdatedAt { get; init; }
        public long Version { get; init; }

        public StoredEnvironment ToEnvironment() => new()
        {
            Id = Id,
            Name = Name,
            Region = Region,
            Settings = Json.Read<EnvironmentSettings>(SettingsJson),
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
            Version = Version,
        };
    }
}
