using System.Text;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Style;

/// <summary>A name that is longer than PostgreSQL keeps: it cuts it, and two names that differ at the end become one.</summary>
internal sealed class NameCut : StyleRule
{
    // NAMEDATALEN less one, in bytes; a character of several bytes is cut as a whole, so that up to three may be missing.
    private const int Kept = 63;
    private const int LongestCharacter = 4;

    public override string Name => "name-cut";

    public override string SafeWay => "A name of at most 63 bytes.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from name in effect.Changes.OfType<CatalogChange.Added>().Select(change => NameOf(change.Subject)).Distinct()
        let bytes = Encoding.UTF8.GetByteCount(name)
        where bytes > Kept || (bytes > Kept - LongestCharacter && GoesOn(effect.Statement.Sql, name))
        select $"{name} has {(bytes > Kept ? $"{bytes} bytes" : "been cut by the engine")}.";

    // The catalog shows a name at the limit; only the statement can tell whether it was longer.
    private static bool GoesOn(string sql, string name)
    {
        for (var at = sql.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0;
             at = sql.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var next = at + name.Length;
            if (next < sql.Length && (char.IsLetterOrDigit(sql[next]) || sql[next] is '_' or '$' || char.IsSurrogate(sql[next])))
            {
                return true;
            }
        }

        return false;
    }

    private static string NameOf(CatalogObject added) => added switch
    {
        CatalogColumn column => column.Name,
        CatalogConstraint constraint => constraint.Name,
        CatalogOther { What: "function" } function => function.Name.Split('(')[0],
        _ => added.Path[(added.Path.LastIndexOf('.') + 1)..],
    };
}
