using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Storage;
using Npgsql;

namespace Everlatch.Testing;

/// <summary>PostgreSQL: a database cloned from a template that was migrated once for all test processes.</summary>
public sealed class PostgresEngine : ITestEngine
{
    // Any number; every test process takes the same lock before it looks for the template.
    private const long TemplateLock = 21_000;
    private static readonly Lazy<Task<string>> Template = new(CreateTemplateAsync);
    private static int count;

    /// <inheritdoc />
    public static async Task<StorageOptions> CreateAsync(bool migrated, CancellationToken ct)
    {
        var number = Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture);
        var name = $"test_{Environment.ProcessId}_{number}";
        var template = migrated ? await Template.Value.WaitAsync(ct) : "template0";
        await PostgresCluster.ExecuteAsync($"create database {name} template {template}", ct);
        return Options(name);
    }

    /// <inheritdoc />
    public static Task DropAsync(StorageOptions options)
    {
        var name = new NpgsqlConnectionStringBuilder(options.Postgres).Database;
        return PostgresCluster.ExecuteAsync($"drop database {name} with (force)", CancellationToken.None);
    }

    private static StorageOptions Options(string database) => new()
    {
        Postgres = new NpgsqlConnectionStringBuilder(PostgresCluster.ConnectionString) { Database = database }.ConnectionString,
        StatementTimeoutSeconds = ITestEngine.StatementTimeoutSeconds,
        ConnectTimeoutSeconds = ITestEngine.StatementTimeoutSeconds,
    };

    private static async Task<string> CreateTemplateAsync()
    {
        // Named by the migrations, so that an edited one makes a new template.
        var name = "template_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Migrations())))[..16];
        await using var connection = await PostgresCluster.OpenAsync(CancellationToken.None);
        await SendAsync(connection, $"select pg_advisory_lock({TemplateLock})");
        await using var find = new NpgsqlCommand($"select 1 from pg_database where datname = '{name}'", connection);
        if (await find.ExecuteScalarAsync() is null)
        {
            await SendAsync(connection, $"create database {name}_making");
            await SchemaOf.ApplyAsync(Options(name + "_making"), CancellationToken.None);
            await SendAsync(connection, $"alter database {name}_making rename to {name}");
        }

        return name;
    }

    private static string Migrations()
    {
        var assembly = typeof(StorageFeature).Assembly;
        var text = new StringBuilder();
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            text.Append(resource).Append('\n').Append(reader.ReadToEnd());
        }

        return text.ToString();
    }

    private static async Task SendAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
