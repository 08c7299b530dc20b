using System.Text.RegularExpressions;

namespace Everlatch.Schema.Runner.Steps;

/// <summary>Knows the statements that wait for others without anybody having to wait for them.</summary>
internal static partial class PostgresConcurrently
{
    /// <summary>Whether it is one: it may take as long as it needs.</summary>
    public static bool Is(string sql) => Statement().IsMatch(sql);

    // Only such beginnings are known by name; whatever else waits for a lock has everybody behind it.
    [GeneratedRegex(
        @"^\s*(create\s+(unique\s+)?index\s+concurrently|drop\s+index\s+concurrently"
        + @"|reindex\s+(\([^)]*\)\s*)?(index|table|schema|database)\s+concurrently)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Statement();
}
