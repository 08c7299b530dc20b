using Everlatch.Schema;
using Everlatch.Storage;

namespace Everlatch.Cli.Commands.Schema.Shadows;

/// <summary>
/// A place for scratch databases that nobody else uses. It is gone when this is disposed of, or with this process.
/// </summary>
internal sealed class PrivateServer : IAsyncDisposable
{
    private readonly Func<ValueTask> stop;

    private PrivateServer(SchemaDatabase database, Func<ValueTask> stop) => (Database, this.stop) = (database, stop);

    /// <summary>A database of it.</summary>
    public SchemaDatabase Database { get; }

    /// <summary>A folder for SQLite files.</summary>
    public static PrivateServer InFolder()
    {
        var folder = ShadowFolder.Create();
        return new PrivateServer(
            StorageSchema.DatabaseOf(new StorageOptions { SqliteFile = Path.Combine(folder.Path, "target.db") }),
            () =>
            {
                folder.Dispose();
                return ValueTask.CompletedTask;
            });
    }

    /// <summary>A server of the newest PostgreSQL that this machine has, on loopback, with a password of its own.</summary>
    /// <exception cref="SchemaException">There is none, or it does not start.</exception>
    public static async Task<PrivateServer> StartPostgresAsync(CancellationToken ct)
    {
        var cluster = await PrivatePostgres.StartAsync(ct);
        return new PrivateServer(
            StorageSchema.DatabaseOf(new StorageOptions { Postgres = cluster.ConnectionString }), cluster.DisposeAsync);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => stop();
}
