using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>What a statement does to one table, and what has become of the table since the statement was written.</summary>
/// <param name="Table">What it does.</param>
/// <param name="Before">The schema that it was written for.</param>
/// <param name="After">The schema that it would meet.</param>
/// <param name="Engine">Answers what neither tells.</param>
/// <param name="Session">A session with the schema that it would meet.</param>
internal sealed record ProofCase(
    StatementTable Table, SchemaFacts Before, SchemaFacts After, StatementEngine Engine, DbConnection Session)
{
    /// <summary>The table's columns as they would be met.</summary>
    public IEnumerable<CatalogColumn> Columns => After.Catalog.OfTable(Table.Name).OfType<CatalogColumn>();

    /// <summary>Its columns that were there before, as they were and as they are.</summary>
    public IEnumerable<(CatalogColumn Was, CatalogColumn Is)> Kept =>
        from column in Columns
        let was = Before.Catalog.Column(Table.Name, column.Name)
        where was is not null
        select (was, column);

    /// <summary>Whether the statement makes rows without saying what stands in that column.</summary>
    public bool Omits(string column) => Table.Inserts is { } given && !given.Contains(column);

    /// <summary>Whether it makes or changes a row so that something about these columns is to be looked at anew.</summary>
    /// <remarks>
    /// Of a new row nothing is, when one of them is left out and so is null: nulls are neither equal nor do they point.
    /// </remarks>
    public bool Touches(IReadOnlyList<string> columns) =>
        (Table.Updates is { } set && columns.Any(set.Contains)) || (Table.Inserts is not null && !columns.Any(LeavesNull));

    /// <summary>What the table had or has of a kind.</summary>
    public static IEnumerable<T> Of<T>(SchemaFacts facts, string table)
        where T : CatalogObject => facts.Catalog.OfTable(table).OfType<T>();

    /// <summary>Whether a row that it makes has null there because nothing else says otherwise.</summary>
    public bool LeavesNull(string column) =>
        Omits(column)
            && After.Catalog.Column(Table.Name, column) is { Nullable: true, Generated: null, Identity: null } c
            && !HasDefault(c);

    /// <summary>Whether a column's default is something.</summary>
    public static bool HasDefault(CatalogColumn column) =>
        column.Default is { } text && !text.Equals("null", StringComparison.OrdinalIgnoreCase);
}
