using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>Reads revocations. The table is purged of those that no living token can meet, so it stays small.</summary>
internal sealed class RevocationSource : EntrySource<RevocationSource.Row>
{
    private const string Select = "select environment_id, id, revoked_at from revocations";
    private static readonly Statement All = DirectoryStatement.All("revocations", Select);
    private static readonly Statement One = DirectoryStatement.One("revocations", Select);

    public override DirectoryKind Kind => DirectoryKind.Revocation;

    protected override async Task<IReadOnlyList<(EnvironmentId Environment, Row Entry)>> ReadAsync(
        IStatements statements, EntryKey? only, CancellationToken ct) =>
        [.. (await RowsAsync<Row>(statements, All, One, only, ct)).Select(row => (row.EnvironmentId, row))];

    protected override DirectoryEnvironment WithAll(DirectoryEnvironment environment, IEnumerable<Row> entries) =>
        environment with { Revocations = entries.ToImmutableDictionary(row => row.Id, row => row.RevokedAt) };

    protected override DirectoryEnvironment With(DirectoryEnvironment environment, string entity, Row? entry) =>
        environment with
        {
            Revocations = entry is null
                ? environment.Revocations.Remove(entity)
                : environment.Revocations.SetItem(entity, entry.RevokedAt),
        };

    internal sealed record Row
    {
        public EnvironmentId EnvironmentId { get; init; }
        public string Id { get; init; } = "";
        public DateTimeOffset RevokedAt { get; init; }
    }
}
