using System.Globalization;
using Everlatch.Testing;
using Npgsql;

namespace Everlatch.Schema.Tests;

/// <summary>PostgreSQL: a database of its own in the cluster of the test run.</summary>
public sealed class OnPostgres : ISchemaTestEngine
{
    private static int count;

    /// <inheritdoc />
    public static SchemaEngine Engine => SchemaEngine.Postgres;

    /// <inheritdoc />
    public static async Task<SchemaDatabase> CreateAsync(CancellationToken ct)
    {
        var number = Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture);
        var name = $"schema_test_{Environment.ProcessId}_{number}";
        await PostgresCluster.ExecuteAsync($"create database {name} template template0", ct);
        var address = new NpgsqlConnectionStringBuilder(PostgresCluster.ConnectionString) { Database = name, Pooling = false };
        return new SchemaDatabase(Engine, NpgsqlFactory.Instance, address.ConnectionString);
    }

    /// <inheritdoc />
    public static Task DropAsync(SchemaDatabase database)
    {
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        return PostgresCluster.ExecuteAsync($"drop database {name} with (force)", CancellationToken.None);
    }
}
