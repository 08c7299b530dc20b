using System.Text.Json;
using System.Text.RegularExpressions;

namespace Everlatch.Storage;

/// <summary>
/// What a release asks for that a drill made out of this build: a column of one more migration. Every statement that names its
/// table reads the column too, so that the engine itself refuses them where it is missing, as it does with a real release.
/// </summary>
/// <remarks>
/// It is a file of the release folder, which its signature covers; a build that was not made by a drill has none. Such a release
/// goes by the schema in its folder, since what is embedded in the build knows nothing of the column.
/// </remarks>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
public sealed partial record Rehearsal(string Table, string Column)
{
    /// <summary>The file in the release folder.</summary>
    public const string FileName = "rehearsal.json";

    /// <summary>The folder beside it that has the release's migrations and contracts.</summary>
    public const string SchemaFolderName = "schema";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>That of this process; null for every release that was not made by a drill.</summary>
    public static Rehearsal? Current { get; } = Read(AppContext.BaseDirectory);

    /// <summary>The folder whose schema this process goes by; null when that is its own.</summary>
    public static string? SchemaFolder { get; } =
        Current is null ? null : Path.Combine(AppContext.BaseDirectory, SchemaFolderName);

    /// <summary>The rehearsal of a release folder; null when it has none.</summary>
    /// <exception cref="InvalidDataException">The file is there and is none.</exception>
    public static Rehearsal? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? Checked(File.ReadAllBytes(path)) : null;
    }

    /// <summary>The statement as this release sends it.</summary>
    public string Ask(string sql)
    {
        if (!Regex.IsMatch(sql, $@"\b{Table}\b", RegexOptions.None, Patience))
        {
            return sql;
        }

        // No row is read: the engine has to know the column, and that is all.
        var asks = $"rehearsal as (select {Column} from {Table} where false)";
        return sql.StartsWith("with ", StringComparison.OrdinalIgnoreCase)
            ? $"with {asks}, {sql["with ".Length..]}"
            : $"with {asks} {sql}";
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("table", Table);
            json.WriteString("column", Column);
            json.WriteEndObject();
        }

        return text.ToArray();
    }

    private static Rehearsal Checked(byte[] text)
    {
        using var json = JsonDocument.Parse(text);
        var (table, column) = (Text(json.RootElement, "table"), Text(json.RootElement, "column"));
        return Name().IsMatch(table) && Name().IsMatch(column)
            ? new Rehearsal(table, column)
            : throw new InvalidDataException($"{FileName} names no table and column: words of a-z and _ are expected.");
    }

    private static string Text(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value)
            && value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : "";

    [GeneratedRegex("^[a-z_]{1,60}$")]
    private static partial Regex Name();
}
