namespace Everlatch.Schema.Catalogs.Postgres;

/// <summary>The options of a table, taken apart again.</summary>
internal sealed class PostgresTableOptions
{
    private const string PartitionBy = "partition by ";
    private static readonly string[] Security = ["force row level security", "row level security"];

    /// <summary>Those of a table as the catalog writes them.</summary>
    public PostgresTableOptions(string options)
    {
        var left = options;
        IsUnlogged = TryCutStart(ref left, "unlogged");
        RowSecurity = [.. Security.Where(words => TryCutEnd(ref left, words))];
        var by = left.LastIndexOf(PartitionBy, StringComparison.Ordinal);
        if (by >= 0)
        {
            (By, left) = (left[by..], left[..by].TrimEnd(',', ' '));
        }

        Of = left;
    }

    /// <summary>Whether a crash empties it.</summary>
    public bool IsUnlogged { get; }

    /// <summary><c>partition of …</c> or <c>inherits …</c>; empty for most.</summary>
    public string Of { get; }

    /// <summary><c>partition by …</c>; empty for most.</summary>
    public string By { get; } = "";

    /// <summary>What is said of policies.</summary>
    public IReadOnlyList<string> RowSecurity { get; }

    private static bool TryCutStart(ref string text, string words)
    {
        var found = text.StartsWith(words, StringComparison.Ordinal);
        text = found ? text[words.Length..].TrimStart(',', ' ') : text;
        return found;
    }

    private static bool TryCutEnd(ref string text, string words)
    {
        var found = text.EndsWith(words, StringComparison.Ordinal);
        text = found ? text[..^words.Length].TrimEnd(',', ' ') : text;
        return found;
    }
}
