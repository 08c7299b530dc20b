using System.Globalization;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Runner.Backfills;

/// <summary>How the keys of a table are compared, kept as text and begun with.</summary>
internal sealed class BackfillKey
{
    private readonly Func<string, object> parse;

    private BackfillKey(object lowest, Func<string, object> parse) => (Lowest, this.parse) = (lowest, parse);

    /// <summary>No key is below it.</summary>
    public object Lowest { get; }

    /// <summary>The keys of a column; null for a type that cannot be walked.</summary>
    public static BackfillKey? Of(CatalogColumn column) => column.Type.Split('(')[0].Trim().ToLowerInvariant() switch
    {
        "text" or "character varying" or "varchar" => new BackfillKey("", text => text),
        "bigint" or "integer" or "smallint" or "int" =>
            new BackfillKey(long.MinValue, text => long.Parse(text, CultureInfo.InvariantCulture)),
        "uuid" => new BackfillKey(Guid.Empty, text => Guid.Parse(text)),
        _ => null,
    };

    /// <summary>The key that a ledger holds; the lowest when it holds none.</summary>
    public object Read(string? cursor) => cursor is null ? Lowest : parse(cursor);

    /// <summary>A key as the ledger holds it.</summary>
    public static string Write(object key) => Convert.ToString(key, CultureInfo.InvariantCulture)!;
}
