using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed;

/// <summary>Asks a database itself which signing keys are published, and opens none.</summary>
public static class ReadKeySet
{
    private static readonly Statement Published = Statement.Read(
            "directory.published_keys", "select environment_id, id from keys where retired_at is null")
        .AcrossEnvironments("servers publish the keys of every environment");

    /// <summary>The keys' digest, which a server that follows this database says at <c>/health/keys</c>.</summary>
    /// <exception cref="StoreFaultException">It does not answer.</exception>
    public static async Task<string> DigestAsync(IStatements statements, CancellationToken ct) => KeySetDigest.Of(
        (await statements.ListAsync<Row>(Published, null, ct)).Select(row => (row.EnvironmentId, row.Id)));

    private sealed record Row
    {
        public EnvironmentId EnvironmentId { get; init; }
        public KeyId Id { get; init; }
    }
}
