using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Tests;

/// <summary>An empty database for one test, with a session that is open. Gone when it is disposed of.</summary>
public sealed class Scratch : IAsyncDisposable
{
    private readonly Func<SchemaDatabase, Task> drop;

    private Scratch(SchemaDatabase database, DbConnection session, Func<SchemaDatabase, Task> drop) =>
        (Database, Session, this.drop) = (database, session, drop);

    /// <summary>Where it is.</summary>
    public SchemaDatabase Database { get; }

    /// <summary>The open session.</summary>
    public DbConnection Session { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Makes one and sends it these statements.</summary>
    public static async Task<Scratch> CreateAsync<TEngine>(params string[] statements)
        where TEngine : ISchemaTestEngine
    {
        var database = await TEngine.CreateAsync(Ct);
        var scratch = new Scratch(database, await database.OpenAsync(Ct), TEngine.DropAsync);
        await scratch.ExecuteAsync(statements);
        return scratch;
    }

    /// <summary>A copy of one as it is.</summary>
    public static async Task<Scratch> CopyAsync<TEngine>(SchemaDatabase of)
        where TEngine : ISchemaTestEngine => await OverAsync<TEngine>(await TEngine.CopyAsync(of, Ct));

    /// <summary>One that is there already, and goes away with this.</summary>
    public static async Task<Scratch> OverAsync<TEngine>(SchemaDatabase database)
        where TEngine : ISchemaTestEngine => new(database, await database.OpenAsync(Ct), TEngine.DropAsync);

    /// <summary>Sends statements through the open session, one after the other.</summary>
    public async Task ExecuteAsync(params string[] statements)
    {
        foreach (var statement in statements)
        {
            await using var command = Session.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync(Ct);
        }
    }

    /// <summary>The same without a task, where nobody may await: a run goes on when what it tells of something returns.</summary>
    public void Execute(string statement)
    {
        using var command = Session.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    /// <summary>The one value of a query as text, without a task.</summary>
    public string? Ask(string query)
    {
        using var command = Session.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar() as string;
    }

    /// <summary>The first column of every row, as text.</summary>
    public async Task<IReadOnlyList<string?>> QueryAsync(string query)
    {
        await using var command = Session.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var values = new List<string?>();
        while (await reader.ReadAsync(Ct))
        {
            values.Add(reader.IsDBNull(0)
                ? null
                : Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture));
        }

        return values;
    }

    /// <summary>What its schema is now.</summary>
    public Task<Catalog> ReadCatalogAsync() => Database.Engine.ReadCatalogAsync(Session, Ct);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await drop(Database);
    }
}
