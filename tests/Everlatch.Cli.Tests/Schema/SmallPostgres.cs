using Everlatch.Storage;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>A PostgreSQL on a small disk, which its tests fill, follow and take rights of.</summary>
public sealed class SmallPostgres : IAsyncLifetime
{
    private readonly SmallDisk disk = new(megabytes: 192);
    private OwnPostgres? postgres;
    private int made;

    /// <summary>The disk.</summary>
    internal SmallDisk Disk => disk;

    /// <summary>Its maintenance database, as a superuser.</summary>
    internal string ConnectionString => postgres!.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        await disk.InitializeAsync();
        postgres = new OwnPostgres(Path.Combine(disk.Folder, "postgres"));
        await postgres.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }

        await disk.DisposeAsync();
    }

    /// <summary>Makes an empty database.</summary>
    internal async Task<StorageOptions> CreateAsync()
    {
        var name = $"small_{Interlocked.Increment(ref made)}";
        await using var connection =
            new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new StorageOptions
        {
            Postgres = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString,
        };
    }
}
