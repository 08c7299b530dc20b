using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>Reads APIs, by id and by audience.</summary>
internal sealed class ApiSource : EntrySource<ApiEntry>
{
    private const string Select = "select environment_id, id, audience, name, scopes_json, token_seconds from apis";
    private static readonly Statement All = DirectoryStatement.All("apis", Select);
    private static readonly Statement One = DirectoryStatement.One("apis", Select);

    public override DirectoryKind Kind => DirectoryKind.Api;

    protected override async Task<IReadOnlyList<(EnvironmentId Environment, ApiEntry Entry)>> ReadAsync(
        IStatements statements, EntryKey? only, CancellationToken ct) =>
        [.. (await RowsAsync<Row>(statements, All, One, only, ct)).Select(row => (row.EnvironmentId, row.ToEntry()))];

    protected override DirectoryEnvironment WithAll(DirectoryEnvironment environment, IEnumerable<ApiEntry> entries) =>
        With(environment, entries.ToImmutableDictionary(entry => entry.Id));

    protected override DirectoryEnvironment With(DirectoryEnvironment environment, string entity, ApiEntry? entry) =>
        With(
            environment,
            entry is null ? environment.Apis.Remove(ApiId.Trusted(entity)) : environment.Apis.SetItem(entry.Id, entry));

    private static DirectoryEnvironment With(DirectoryEnvironment environment, ImmutableDictionary<ApiId, ApiEntry> apis) =>
        environment with { Apis = apis, ApisByAudience = apis.Values.ToImmutableDictionary(entry => entry.Audience) };

    private sealed record Row
    {
        public EnvironmentId EnvironmentId { get; init; }
        public ApiId Id { get; init; }
        public string Audience { get; init; } = "";
        public string Name { get; init; } = "";
        public string ScopesJson { get; init; } = "";
        public long TokenSeconds { get; init; }

        public ApiEntry ToEntry() => new()
        {
            Id = Id,
            Audience = Audience,
            Name = Name,
            Scopes = ImmutableArray.Create(Json.Read<ApiScope[]>(ScopesJson)),
            TokenSeconds = (int)TokenSeconds,
        };
    }
}
