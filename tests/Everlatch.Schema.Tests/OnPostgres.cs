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
    public static SchemaDatabase Server => At(null);

    /// <inheritdoc />
    public static Task<SchemaDatabase> CreateAsync(CancellationToken ct) => CreateAsync("template0", ct);

    /// <inheritdoc />
    public static Task<SchemaDatabase> CopyAsync(SchemaDatabase of, CancellationToken ct) => CreateAsync(NameOf(of), ct);

    /// <inheritdoc />
    public static Task DropAsync(SchemaDatabase database) =>
        PostgresCluster.ExecuteAsync($"drop database {NameOf(database)} with (force)", CancellationToken.None);

    private static async Task<SchemaDatabase> CreateAsync(string template, CancellationToken ct)
    {
        var number = Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture);
        var name = $"schema_test_{Environment.ProcessId}_{number}";
        await PostgresCluster.ExecuteAsync($"create database {name} template {template}", ct);
        return At(name);
    }

    private static SchemaDatabase At(string? name)
    {
        var address = new NpgsqlConnectionStringBuilder(PostgresCluster.ConnectionString) { Pooling = false };
        address.Database = name ?? address.Database;
        return new SchemaDatabase(Engine, NpgsqlFactory.Instance, address.ConnectionString);
    }

    private static string NameOf(SchemaDatabase database) =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
}
