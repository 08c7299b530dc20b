namespace Everlatch.Schema.Catalogs;

/// <summary>Makes an object of what its line says.</summary>
internal static class CatalogObjects
{
    /// <summary>The object.</summary>
    /// <exception cref="FormatException">There is no such kind, or an attribute is missing, unknown or malformed.</exception>
    public static CatalogObject Make(string kind, string path, Dictionary<string, string> attributes)
    {
        var left = new Attributes(kind, attributes);
        CatalogObject made = kind switch
        {
            "table" => new CatalogTable(path) { Options = left.Take("options") ?? "" },
            "column" => Column(path, left),
            "constraint" => Constraint(path, left),
            "index" => new CatalogIndex(left.Need("table"), path, left.Need("columns"), left.Need("definition"))
            {
                Unique = left.Flag("unique", false),
                Valid = left.Flag("valid", true),
            },
            "sequence" =>
                new CatalogSequence(path, left.Need("type"), left.Need("definition")) { OwnedBy = left.Take("owned_by") },
            "view" => new CatalogView(path, left.Need("columns"), left.Need("definition"))
            {
                Materialized = left.Flag("materialized", false),
            },
            "enum" or "domain" or "type" or "function" or "trigger" or "rule" or "policy" or "statistics" or "extension"
                or "other" =>
                new CatalogOther(kind, path, left.Need("definition")) { Of = left.Take("table") },
            _ => throw new FormatException($"'{kind}' is no kind of object."),
        };
        left.RequireNone();
        return made;
    }

    private static CatalogColumn Column(string path, Attributes left)
    {
        var (table, name) = Split(path);
        return new CatalogColumn(table, name, left.Need("type"), left.Flag("null", true))
        {
            Default = left.Take("default"),
            Generated = left.Take("generated"),
            Identity = left.Take("identity"),
            Collation = left.Take("collation"),
        };
    }

    private static CatalogConstraint Constraint(string path, Attributes left)
    {
        var (table, name) = Split(path);
        var promise = left.Need("promise");
        return new CatalogConstraint(
            table,
            name,
            Enum.GetValues<ConstraintKind>().Cast<ConstraintKind?>().FirstOrDefault(k => CatalogText.Word(k!.Value) == promise)
                ?? throw new FormatException($"'{promise}' is no promise of a constraint."),
            left.Need("columns"),
            left.Need("definition")) { Validated = left.Flag("validated", true) };
    }

    // A dot in a table's name would make this ambiguous; the readers refuse such names.
    private static (string Table, string Name) Split(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? (path[..dot], path[(dot + 1)..]) : throw new FormatException($"'{path}' names no table.");
    }

    private sealed class Attributes(string kind, Dictionary<string, string> values)
    {
        public string? Take(string name) => values.Remove(name, out var value) ? value : null;

        public string Need(string name) => Take(name) ?? throw new FormatException($"The {kind} has no '{name}'.");

        public bool Flag(string name, bool otherwise) => Take(name) switch
        {
            null => otherwise,
            "yes" => true,
            "no" => false,
            var value => throw new FormatException($"'{name}' is yes or no, not '{value}'."),
        };

        public void RequireNone()
        {
            if (values.Count > 0)
            {
                throw new FormatException($"A {kind} has no '{values.Keys.First()}'.");
            }
        }
    }
}
