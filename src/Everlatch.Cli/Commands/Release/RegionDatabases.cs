using Everlatch.Cli.Commands.Schema;
using Everlatch.Directory.Feed;
using Everlatch.Release.Pipeline;
using Everlatch.Schema;
using Everlatch.Storage;

namespace Everlatch.Cli.Commands.Release;

/// <summary>The databases of regions, as variables and secret files name them: <c>EVERLATCH__SCHEMA__DATABASES__EU</c>.</summary>
internal sealed class RegionDatabases : IRegionDatabases
{
    /// <inheritdoc />
    public SchemaDatabase DatabaseOf(string region) =>
        StorageSchema.DatabaseOf(DatabaseName.OfEnvironment(region), region: region);

    /// <inheritdoc />
    public async Task<string> KeysOfAsync(string region, CancellationToken ct)
    {
        var database = StorageFeature.Open(DatabaseName.OfEnvironment(region), TimeProvider.System);
        try
        {
            return await ReadKeySet.DigestAsync(database, ct);
        }
        finally
        {
            await ((database as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
            (database as IDisposable)?.Dispose();
        }
    }
}
