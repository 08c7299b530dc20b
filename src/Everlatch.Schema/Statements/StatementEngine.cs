using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements;

/// <summary>What an engine can say of a statement without running it.</summary>
internal abstract class StatementEngine
{
    /// <summary>Has a statement prepared and planned; null when the engine accepts it.</summary>
    public abstract Task<StatementRefusal?> PrepareAsync(DbConnection session, ManifestStatement statement, CancellationToken ct);

    /// <summary>What every statement has to do with the tables of a scratch database. It leaves the database as it was.</summary>
    /// <exception cref="SchemaException">The engine refuses one, or does not tell what it writes.</exception>
    public abstract Task<IReadOnlyList<ManifestStatement>> DescribeAsync(
        SchemaDatabase scratch, Catalog catalog, IReadOnlyList<SchemaStatement> statements, CancellationToken ct);

    /// <summary>Every foreign key of the schema.</summary>
    public abstract Task<IReadOnlyList<ForeignKeyFact>> ForeignKeysAsync(DbConnection session, CancellationToken ct);

    /// <summary>Whether a row of the defaults alone satisfies a check. The database is left as it was.</summary>
    public abstract Task<bool> SatisfyByDefaultAsync(
        DbConnection session, CatalogConstraint check, IReadOnlyList<CatalogColumn> columns, CancellationToken ct);

    /// <summary>Whether the engine can prove that whatever satisfies one check satisfies another of the same table.</summary>
    public abstract Task<bool> ImpliesAsync(
        DbConnection session, CatalogConstraint before, CatalogConstraint after, IReadOnlyList<CatalogColumn> columns,
        CancellationToken ct);

    /// <summary>
    /// Whether every value of one type is the same value of another, so that nobody notices when a column becomes it.
    /// </summary>
    public abstract Task<bool> WidensAsync(DbConnection session, string before, string after, CancellationToken ct);
}
