using System.Collections.Immutable;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Cli.Moves;

/// <summary>Every table of which an environment's rows move; whatever a row refers to comes before it.</summary>
internal sealed class MovedTables
{
    /// <summary>The table of environments themselves.</summary>
    public const string Environments = "environments";

    private const string EnvironmentColumn = "environment_id";

    // A region's own log of what changed in it; there is nobody's name in it.
    private const string Changes = "directory_changes";

    // What another region has no use for: answers that are sealed for a repeated request and live a day, and guesses, which are
    // counted under names that the master key makes.
    private static readonly ImmutableHashSet<string> Discarded = ["idempotency_keys", "lockouts"];

    // What a server works on by itself as soon as it is there: mails would be sent twice, domains looked up twice.
    private static readonly ImmutableHashSet<string> Late = ["mails", "domains", "certificate_orders"];

    private MovedTables(IEnumerable<MovedTable> tables)
    {
        Own = [.. tables];
        All = [.. Own.Where(table => !Discarded.Contains(table.Name))];
        Early = [.. All.Where(table => !Late.Contains(table.Name))];
    }

    /// <summary>Every table with rows of an environment, those that do not move among them.</summary>
    public ImmutableArray<MovedTable> Own { get; }

    /// <summary>All that move.</summary>
    public ImmutableArray<MovedTable> All { get; }

    /// <summary>Those that may be there before their environment is served.</summary>
    public ImmutableArray<MovedTable> Early { get; }

    /// <summary>Finds them in a contract.</summary>
    public static MovedTables Of(Catalog catalog)
    {
        var names = catalog.Of<CatalogColumn>()
            .Where(column => column.Name == EnvironmentColumn && column.TableName != Changes)
            .Select(column => column.TableName)
            .ToList();
        var ordered = new List<string> { Environments };
        while (names.FirstOrDefault(name => !References(catalog, name).Any(other => other != name && names.Contains(other)))
            is { } next)
        {
            ordered.Add(next);
            names.Remove(next);
        }

        return names.Count == 0
            ? new MovedTables(ordered.Select(name => TableOf(catalog, name)))
            : throw new InvalidOperationException($"Tables refer to each other in a circle: {string.Join(", ", names)}.");
    }

    private static IEnumerable<string> References(Catalog catalog, string table) =>
        from constraint in catalog.Of<CatalogConstraint>()
        where constraint.TableName == table && constraint.Promise == ConstraintKind.Foreign
        let words = constraint.Definition.Split(' ', '(')
        let at = Array.FindIndex(words, word => word.Equals("references", StringComparison.OrdinalIgnoreCase))
        select words[at + 1];

    private static MovedTable TableOf(Catalog catalog, string name)
    {
        var columns = catalog.Of<CatalogColumn>().Where(column => column.TableName == name).Select(column => column.Name);
        var primary = catalog.Of<CatalogConstraint>()
            .Single(constraint => constraint.TableName == name && constraint.Promise == ConstraintKind.Primary)
            .ColumnNames;
        return name == Environments
            ? new MovedTable(name, "id", primary, [.. columns])
            : new MovedTable(name, EnvironmentColumn, primary, [.. columns]);
    }
}
