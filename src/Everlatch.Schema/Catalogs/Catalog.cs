using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Schema.Catalogs;

/// <summary>Everything that a schema holds, as the engine itself says. Immutable; the order of columns does not count.</summary>
public sealed class Catalog
{
    private readonly Dictionary<string, CatalogObject> byKey = new(StringComparer.Ordinal);
    private readonly KeyValuePair<string, CatalogObject>[] sorted;

    /// <summary>A catalog of these objects.</summary>
    /// <exception cref="ArgumentException">Two of them have the same kind and path.</exception>
    public Catalog(IEnumerable<CatalogObject> objects)
    {
        foreach (var added in objects)
        {
            byKey.Add(added.Key, added);
        }

        sorted = [.. byKey];
        Array.Sort(sorted, (left, right) => string.CompareOrdinal(left.Key, right.Key));
    }

    /// <summary>One that holds nothing.</summary>
    public static Catalog Empty { get; } = new([]);

    /// <summary>All of it, by kind and path.</summary>
    public IEnumerable<CatalogObject> Objects => sorted.Select(entry => entry.Value);

    /// <summary>The same with what finds them: a key is a text that is put together each time it is asked for.</summary>
    internal IReadOnlyList<KeyValuePair<string, CatalogObject>> Entries => sorted;

    /// <summary>
    /// Names of indexes that somebody builds at this moment. Until that ends they are not valid, and no reason to worry. It is no
    /// part of the schema: the digest and the differences know nothing of it.
    /// </summary>
    internal IReadOnlySet<string> Building { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>SHA-256 over its lines, in hex: equal for equal schemas, whatever the order in which they were made.</summary>
    public string Digest => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Objects.Select(o => o.Comparable)))));

    /// <summary>The object of that kind and path; null when there is none.</summary>
    public CatalogObject? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The table of that name; null when there is none.</summary>
    public CatalogTable? Table(string name) => Find($"table {name}") as CatalogTable;

    /// <summary>The column of that table; null when there is none.</summary>
    public CatalogColumn? Column(string table, string name) => Find($"column {table}.{name}") as CatalogColumn;

    /// <summary>All objects of one kind.</summary>
    public IEnumerable<T> Of<T>()
        where T : CatalogObject => Objects.OfType<T>();

    /// <summary>Everything that belongs to a table, itself included.</summary>
    public IEnumerable<CatalogObject> OfTable(string name) => Objects.Where(o => o.Table == name);

    /// <summary>What has to be added, removed and changed to make the other out of this one, by kind and path.</summary>
    public IReadOnlyList<CatalogChange> ChangesTo(Catalog other)
    {
        var changes = new List<CatalogChange>();
        foreach (var key in byKey.Keys.Union(other.byKey.Keys).Order(StringComparer.Ordinal))
        {
            switch (Find(key), other.Find(key))
            {
                case (null, { } added):
                    changes.Add(new CatalogChange.Added(added));
                    break;
                case ({ } removed, null):
                    changes.Add(new CatalogChange.Removed(removed));
                    break;
                case ({ } before, { } after) when before != after:
                    changes.Add(new CatalogChange.Changed(before, after));
                    break;
            }
        }

        return changes;
    }

    /// <summary>This catalog after those changes. Applying one twice is the same as once.</summary>
    public Catalog After(IEnumerable<CatalogChange> changes)
    {
        var next = new Dictionary<string, CatalogObject>(byKey, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (change is CatalogChange.Removed)
            {
                next.Remove(change.Subject.Key);
            }
            else
            {
                next[change.Subject.Key] = change.Subject;
            }
        }

        return new Catalog(next.Values);
    }

    /// <summary>This catalog without some of its objects.</summary>
    public Catalog Without(Func<CatalogObject, bool> unwanted) => new(Objects.Where(o => !unwanted(o)));
}
