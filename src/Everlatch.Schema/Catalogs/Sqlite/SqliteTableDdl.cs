using static Everlatch.Schema.Catalogs.Sqlite.SqliteWords;

namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>Writes the statement that makes a table.</summary>
internal static class SqliteTableDdl
{
    private const string Virtual = "virtual ";
    private const string AutoIncrement = "autoincrement";
    private const string NullConflict = " not null on conflict ";
    private static readonly string[] Suffixes = ["strict", "without rowid"];

    /// <summary>The statement. Its constraints are written out with their names.</summary>
    public static string Create(CatalogTable table, IReadOnlyList<CatalogObject> parts)
    {
        if (table.Options.StartsWith(Virtual, StringComparison.Ordinal))
        {
            return $"create virtual table {Quoted(table.Name)} {table.Options[Virtual.Length..]}";
        }

        var options = table.Options.Split(", ");
        var constraints = parts.OfType<CatalogConstraint>().ToList();
        var counted = options.Contains(AutoIncrement, StringComparer.Ordinal)
            ? constraints.Find(c => c.Promise == ConstraintKind.Primary)
            : null;
        var lines = parts.OfType<CatalogColumn>().Select(column => Column(column, options, counted))
            .Concat(constraints.Where(c => c != counted).Select(c => $"constraint {Quoted(c.Name)} {c.Definition}"));
        var suffix = string.Join(", ", options.Intersect(Suffixes, StringComparer.Ordinal));
        return $"create table {Quoted(table.Name)} ({string.Join(", ", lines)}) {suffix}".TrimEnd();
    }

    private static string Column(CatalogColumn column, string[] options, CatalogConstraint? counted)
    {
        // Only the column itself can say that its numbers are never given again.
        var key = column.Identity is not null && counted is not null
            ? $" constraint {Quoted(counted.Name)} primary key"
                + $"{counted.Definition[(counted.Definition.LastIndexOf(')') + 1)..]} {AutoIncrement}"
            : "";
        var conflict = Array.Find(options, o => o.StartsWith(column.Name + NullConflict, StringComparison.Ordinal));
        var required = conflict is not null ? conflict[column.Name.Length..]
            : column.Nullable || column.Identity is not null ? ""
            : " not null";
        var value = column switch
        {
            { Generated: { } generated } => Generated(generated),
            { Default: { } byDefault } => $" default ({byDefault})",
            _ => "",
        };
        var collation = column.Collation is { } name ? $" collate {Quoted(name)}" : "";
        return $"{Quoted(column.Name)} {column.Type}{key}{value}{required}{collation}";
    }

    private static string Generated(string generated)
    {
        var end = generated.LastIndexOf(' ');
        return $" generated always as ({generated[..end]}){generated[end..]}";
    }
}
