using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Experiments;

/// <summary>A schema at one moment, with what tells a renamed object from a new one.</summary>
/// <param name="Catalog">What it holds.</param>
/// <param name="Names">
/// Kind and path of everything that statements name (tables, columns, views and their columns, values of enums, schemas), by an
/// identity that outlives a renaming.
/// </param>
/// <param name="Types">What the engine says of the type of each column, by the column's key.</param>
internal sealed record Shape(
    Catalog Catalog, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, ColumnType> Types)
{
    /// <summary>
    /// Kind and path of the tables and views that call a function of the schema, through a trigger, a check, a default, a
    /// generated column, an index, a policy, a rule, a domain or a query: by the function's key.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Calls { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>One that holds nothing.</summary>
    public static Shape Empty { get; } =
        new(Catalog.Empty, new Dictionary<string, string>(), new Dictionary<string, ColumnType>());

    /// <summary>The same without some of its objects.</summary>
    public Shape Without(IReadOnlySet<string> keys) => keys.Count == 0
        ? this
        : new(
            Catalog.Without(found => keys.Contains(found.Key)),
            Names.Where(name => !keys.Contains(name.Value)).ToDictionary(),
            Types.Where(type => !keys.Contains(type.Key)).ToDictionary())
        {
            Calls = Calls,
        };

    /// <summary>What cannot be named any more, of one kind: its key, and the key that it has now when it was renamed.</summary>
    public IEnumerable<(string Key, string? Now)> GoneIn(Shape after, string kind)
    {
        var there = after.Names.Values.ToHashSet(StringComparer.Ordinal);
        var were = Names.Values.ToHashSet(StringComparer.Ordinal);
        return from name in Names
               where name.Value.StartsWith(kind + " ", StringComparison.Ordinal) && !there.Contains(name.Value)
               let now = after.Names.GetValueOrDefault(name.Key)
               orderby name.Value
               select (
                   name.Value,
                   now is not null && !were.Contains(now) && now.StartsWith(kind + " ", StringComparison.Ordinal) ? now : null);
    }
}
