using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Catalogs.Sqlite;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Shadows;

/// <summary>Scratch databases of SQLite: files, each in a folder of its own among the temporary ones.</summary>
internal sealed class SqliteShadows : IShadows
{
    public IEnumerable<string> StatementsOf(Catalog catalog) => WriteSqliteDdl.Of(catalog);

    public Task<ShadowDatabase> CreateAsync(SchemaDatabase target, CancellationToken ct)
    {
        try
        {
            ShadowFolder.RemoveLeftovers();
            return Task.FromResult(Create(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SchemaException(
                "EL1822",
                $"The scratch database on which migrations are tried cannot be made in {Path.GetTempPath()}: {e.Message}",
                inner: e);
        }
    }

    // A file is all that a statement reaches.
    public Task RunWithinAsync(DbConnection session, SqlText statement, string file, CancellationToken ct) =>
        session.ExecuteAsync(SchemaEngine.Sqlite, statement.Sql, ct);

    public Task RunAloneAsync(DbConnection session, SqlText statement, string file, CancellationToken ct) =>
        session.ExecuteAsync(SchemaEngine.Sqlite, statement.Sql, ct);

    private static ShadowDatabase Create(SchemaDatabase target)
    {
        var folder = ShadowFolder.Create();
        var file = new KeyValuePair<string, string>("Data Source", Path.Combine(folder.Path, "shadow.db"));
        return new ShadowDatabase(target.With(IsReadOnly(target) ? [file, new("Mode", "ReadWriteCreate")] : [file]), () =>
        {
            folder.Dispose();
            return ValueTask.CompletedTask;
        });
    }

    private static bool IsReadOnly(SchemaDatabase target)
    {
        var address = new DbConnectionStringBuilder { ConnectionString = target.ConnectionString };
        return address.ContainsKey("Mode");
    }
}
