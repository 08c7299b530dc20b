using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Identity.Apis;

/// <summary>APIs as rows.</summary>
internal static class ApiStore
{
    private const string Columns = "id, audience, name, scopes_json, token_seconds, created_at, updated_at, version";

    private static readonly Statement Insert = Statement.Write(
        "apis.insert",
        """
        insert into apis (environment_id, id, audience, name, scopes_json, token_seconds, created_at, updated_at, version)
        values (@environment, @api, @audience, @name, @scopes, @seconds, @now, @now, 1)
        on conflict (environment_id, audience) do nothing
        """);

    private static readonly Statement Find =
        Statement.Read("apis.find", $"select {Columns} from apis where environment_id = @environment and id = @api");

    private static readonly Statement List = Statement.Read(
        "apis.page", $"select {Columns} from apis where environment_id = @environment and id > @after order by id limit @limit");

    private static readonly Statement Change = Statement.Write(
        "apis.update",
        $"""
        update apis set name = @name, scopes_json = @scopes, token_seconds = @seconds, updated_at = @now, version = version + 1
        where environment_id = @environment and id = @api and version = @version
        returning {Columns}
        """);

    private static readonly Statement Remove =
        Statement.Write("apis.delete", "delete from apis where environment_id = @environment and id = @api");

    /// <summary>Adds an API; false when its audience is taken.</summary>
    public static async Task<bool> AddAsync(
        IStatements statements, EnvironmentId environment, StoredApi api, CancellationToken ct) =>
        await statements.ExecuteAsync(
            Insert,
            new
            {
                environment,
                api = api.Id,
                audience = api.Audience,
                name = api.Name,
                scopes = Json.Write(api.Scopes),
                seconds = (long)api.TokenSeconds,
                now = api.CreatedAt,
            },
            ct) == 1;

    /// <summary>One API.</summary>
    public static async Task<StoredApi?> FindAsync(
        IStatements statements, EnvironmentId environment, ApiId api, CancellationToken ct) =>
        (await statements.FindAsync<Row>(Find, new { environment, api }, ct))?.ToApi();

    /// <summary>Up to <paramref name="limit" /> APIs after an id.</summary>
    public static async Task<Page<StoredApi>> PageAsync(
        IStatements statements, EnvironmentId environment, string? after, int limit, CancellationToken ct)
    {
        var rows = await statements.ListAsync<Row>(List, new { environment, after = after ?? "", limit = limit + 1L }, ct);
        return Page.Cut([.. rows.Select(row => row.ToApi())], limit, api => api.Id.Value);
    }

    /// <summary>Changes an API; null when its version is another by now.</summary>
    public static async Task<StoredApi?> UpdateAsync(
        IStatements statements,
        EnvironmentId environment,
        ApiId api,
        long version,
        ApiDraft draft,
        DateTimeOffset now,
        CancellationToken ct) =>
        (await statements.FindAsync<Row>(
            Change,
            new
            {
                environment,
                api,
                version,
                name = draft.Name,
                scopes = Json.Write(draft.Scopes),
                seconds = (long)draft.TokenSeconds,
                now,
            },
            ct))?.ToApi();

    /// <summary>Takes an API away.</summary>
    public static Task<int> DeleteAsync(IStatements statements, EnvironmentId environment, ApiId api, CancellationToken ct) =>
        statements.ExecuteAsync(Remove, new { environment, api }, ct);

    private sealed record Row
    {
        public ApiId Id { get; init; }
        public string Audience { get; init; } = "";
        public string Name { get; init; } = "";
        public string ScopesJson { get; init; } = "";
        public long TokenSeconds { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset UpdatedAt { get; init; }
        public long Version { get; init; }

        public StoredApi ToApi() => new()
        {
            Id = Id,
            Audience = Audience,
            Name = Name,
            Scopes = ImmutableArray.Create(Json.Read<ApiScope[]>(ScopesJson)),
            TokenSeconds = (int)TokenSeconds,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
            Version = Version,
        };
    }
}
