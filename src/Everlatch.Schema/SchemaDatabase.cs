using System.Data.Common;

namespace Everlatch.Schema;

/// <summary>A database by its address: every opening is a session of its own.</summary>
/// <param name="engine">Which engine it is.</param>
/// <param name="driver">The ADO.NET driver, such as <c>NpgsqlFactory.Instance</c> or <c>SqliteFactory.Instance</c>.</param>
/// <param name="connectionString">The address, with pooling off: locks and settings live in a session.</param>
public sealed class SchemaDatabase(SchemaEngine engine, DbProviderFactory driver, string connectionString)
{
    /// <summary>Which engine it is.</summary>
    public SchemaEngine Engine => engine;

    /// <summary>
    /// Key of the environment variable or option that names a region's database in messages; empty for the only one.
    /// </summary>
    public string Region { get; init; } = "";

    /// <summary>How long one look at it may take, its locks included. Default 10 s.</summary>
    public TimeSpan LookPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Where scratch databases for lint and proof are made: any database of a server of the same version; null: beside this one.
    /// </summary>
    public SchemaDatabase? ShadowServer { get; init; }

    /// <summary>The driver.</summary>
    internal DbProviderFactory Driver => driver;

    /// <summary>The address. It may hold a password: never to be printed.</summary>
    internal string ConnectionString => connectionString;

    /// <summary>Opens a session.</summary>
    /// <exception cref="DbException">The database does not answer or refuses.</exception>
    public async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = driver.CreateConnection()
            ?? throw new InvalidOperationException($"The driver {driver.GetType().Name} makes no connections.");
        connection.ConnectionString = connectionString;
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same for looks that take no longer than this.</summary>
    public SchemaDatabase Within(TimeSpan patience) => With(engine.Runner.Limit(patience)).WithLooksOf(patience);

    /// <summary>The same where a look takes no longer than this, and everything else as long as it did.</summary>
    public SchemaDatabase WithLooksOf(TimeSpan patience) => new(engine, driver, connectionString)
    {
        Region = Region, LookPatience = patience, ShadowServer = ShadowServer,
    };

    /// <summary>The same address with some of its keys changed, such as another database on the same server.</summary>
    internal SchemaDatabase With(params IEnumerable<KeyValuePair<string, string>> keys)
    {
        // The driver's own, since it knows which names of a key mean the same.
        var address = driver.CreateConnectionStringBuilder() ?? new DbConnectionStringBuilder();
        address.ConnectionString = connectionString;
        foreach (var (key, value) in keys)
        {
            address[key] = value;
        }

        return new SchemaDatabase(engine, driver, address.ConnectionString)
        {
            Region = Region, LookPatience = LookPatience, ShadowServer = ShadowServer,
        };
    }
}
