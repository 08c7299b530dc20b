using static Everlatch.Schema.Catalogs.Postgres.PostgresName;

namespace Everlatch.Schema.Catalogs.Postgres;

/// <summary>Writes the statement that makes a table.</summary>
internal static class PostgresTableDdl
{
    /// <summary>The statement, constraints aside.</summary>
    public static string Create(CatalogTable table, IEnumerable<CatalogColumn> columns)
    {
        var options = new PostgresTableOptions(table.Options);
        var words = $"create {(options.IsUnlogged ? "unlogged " : "")}table {Quoted(table.Name)} ";

        // A partition has its columns from its table.
        var body = options.Of.StartsWith("partition of ", StringComparison.Ordinal)
            ? options.Of
            : $"({string.Join(", ", columns.Select(Column))}) {Inherits(options.Of)}";
        return $"{words}{body} {options.By}".TrimEnd();
    }

    /// <summary>What is said of policies.</summary>
    public static IEnumerable<string> RowSecurity(CatalogTable table) =>
        new PostgresTableOptions(table.Options).RowSecurity.Select(words =>
            $"alter table {Quoted(table.Name)} {(words.StartsWith("force", StringComparison.Ordinal) ? "" : "enable ")}{words}");

    private static string Inherits(string of) =>
        of.StartsWith("inherits ", StringComparison.Ordinal)
            ? $"inherits ({of["inherits ".Length..].Replace(" ", ", ", StringComparison.Ordinal)})"
            : "";

    private static string Column(CatalogColumn column)
    {
        var collation = column.Collation is null ? "" : $" collate {column.Collation}";
        var value = column switch
        {
            { Identity: { } identity } => $" generated {identity} as identity",
            { Generated: { } generated } => Generated(generated),
            { Default: { } byDefault } => $" default {byDefault}",
            _ => "",
        };
        return $"{Quoted(column.Name)} {column.Type}{collation}{value}{(column.Nullable ? "" : " not null")}";
    }

    private static string Generated(string generated)
    {
        var end = generated.LastIndexOf(' ');
        return $" generated always as ({generated[..end]}){generated[end..]}";
    }
}
