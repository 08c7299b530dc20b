namespace Everlatch.Schema.Catalogs.Postgres;

/// <summary>Names as SQL of PostgreSQL takes them.</summary>
internal static class PostgresName
{
    /// <summary>The name in quotes, whatever is in it.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
