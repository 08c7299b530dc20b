using System.Security.Cryptography;
using Everlatch.Schema;
using Everlatch.Storage;
using Npgsql;

namespace Everlatch.Release.Drill.Machines;

/// <summary>A database of its own for each region, gone when the drill is over.</summary>
/// <param name="server">Connection string of the server.</param>
/// <param name="isKept">Whether the server outlives the drill.</param>
internal sealed class DrillDatabases(string server, bool isKept) : IAsyncDisposable
{
    private const string Prefix = "everlatch_drill_";
    private readonly string drill = RandomNumberGenerator.GetHexString(6, lowercase: true);
    private readonly List<string> made = [];

    /// <summary>The server, for whoever makes scratch databases there.</summary>
    public SchemaDatabase Server => StorageSchema.DatabaseOf(new StorageOptions { Postgres = server });

    /// <summary>Makes the database of a region, and returns its connection string.</summary>
    /// <exception cref="ReleaseException">The server does not let us.</exception>
    public async Task<string> MakeAsync(string region, CancellationToken ct)
    {
        var name = $"{Prefix}{region.Replace('-', '_')}_{drill}";
        await SendAsync(server, $"create database {name}", ct);
        made.Add(name);
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>Sends a statement to a database.</summary>
    /// <exception cref="ReleaseException">It is refused.</exception>
    public static async Task SendAsync(string database, string sql, CancellationToken ct)
    {
        try
        {
            // Not pooled: a session that is kept would keep a database from being dropped.
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (NpgsqlException e)
        {
            throw new ReleaseException("EL2091", $"The drill's PostgreSQL does not do what the drill needs: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var name in made.Where(_ => isKept))
        {
            await SendAsync(server, $"drop database if exists {name} with (force)", CancellationToken.None);
        }
    }
}
