using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>Reads a line that tells of a change back.</summary>
internal static class ReadChange
{
    /// <summary>The change: <c>+</c>, <c>-</c> or <c>~</c>, a space and the object's line.</summary>
    /// <exception cref="FormatException">It is no such line.</exception>
    public static CatalogChange Of(string line)
    {
        if (line.Length < 2 || line[1] != ' ')
        {
            throw new FormatException($"A mark and a space were expected, and '{line}' is there.");
        }

        var subject = CatalogText.Parse(line[2..]);
        return line[0] switch
        {
            '+' => new CatalogChange.Added(subject),
            '-' => new CatalogChange.Removed(subject),
            '~' => new CatalogChange.Changed(null, subject),
            var mark => throw new FormatException($"'{mark}' is no mark of a change."),
        };
    }
}
