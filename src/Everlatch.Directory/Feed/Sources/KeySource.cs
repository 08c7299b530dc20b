using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>Reads signing keys that are still published, and opens them.</summary>
internal sealed class KeySource(MasterKey master) : EntrySource<SigningKeyEntry>
{
    private const string Select =
        """
        select environment_id, id, algorithm, public_jwk_json, private_key_sealed, signs_from, signs_until, retired_at
        from keys
        """;

    private static readonly Statement All = DirectoryStatement.All("keys", Select + " where retired_at is null");
    private static readonly Statement One = DirectoryStatement.One("keys", Select);

    public override DirectoryKind Kind => DirectoryKind.Key;

    protected override async Task<IReadOnlyList<(EnvironmentId Environment, SigningKeyEntry Entry)>> ReadAsync(
        IStatements statements, EntryKey? only, CancellationToken ct) =>
    [
        .. (await RowsAsync<Row>(statements, All, One, only, ct))
            .Where(row => row.RetiredAt is null)
            .Select(row => (row.EnvironmentId, row.ToEntry(master))),
    ];

    protected override DirectoryEnvironment WithAll(DirectoryEnvironment environment, IEnumerable<SigningKeyEntry> entries) =>
        environment with { Keys = [.. entries.OrderBy(key => key.SignsFrom)] };

    protected override DirectoryEnvironment With(DirectoryEnvironment environment, string entity, SigningKeyEntry? entry)
    {
        var others = environment.Keys.Where(key => key.Id.Value != entity);
        return WithAll(environment, entry is null ? others : others.Append(entry));
    }

    private sealed record Row
    {
        public EnvironmentId EnvironmentId { get; init; }
        public KeyId Id { get; init; }
        public string Algorithm { get; init; } = "";
        public string PublicJwkJson { get; init; } = "";
        public byte[] PrivateKeySealed { get; init; } = [];
        public DateTimeOffset SignsFrom { get; init; }
        public DateTimeOffset? SignsUntil { get; init; }
        public DateTimeOffset? RetiredAt { get; init; }

        public SigningKeyEntry ToEntry(MasterKey master) => new()
        {
            Id = Id,
            Algorithm = Algorithm,
            PublicJwk = PublicJwkJson,
            Private = SealedSigningKey.Open(master, EnvironmentId, Id, Algorithm, PrivateKeySealed),
            SignsFrom = SignsFrom,
            SignsUntil = SignsUntil,
        };
    }
}
