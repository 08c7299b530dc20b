using System.Text;
using System.Text.Json;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements;

/// <summary>A manifest as the text of its file, which people read in reviews.</summary>
internal static class ManifestText
{
    /// <summary>Begins a line of SQL.</summary>
    public const string SqlMark = "  |";

    /// <summary>The text.</summary>
    public static string Of(StatementManifest manifest)
    {
        var text = new StringBuilder();
        text.Append(
            "# Every statement that this build can send, with what the engine says of it. Made by a command: do not edit.\n");
        text.Append("engine ").Append(manifest.Engine).Append('\n');
        foreach (var statement in manifest.Statements.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            Append(text, statement);
        }

        return text.ToString();
    }

    /// <summary>Line ends as the file has them, whatever the source had.</summary>
    public static string Unix(string sql) => sql.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static void Append(StringBuilder text, ManifestStatement statement)
    {
        text.Append("\nstatement ").Append(Word(statement.Name)).Append('\n');
        foreach (var line in Unix(statement.Sql).Split('\n'))
        {
            text.Append(SqlMark).Append(line.Length > 0 ? " " : "").Append(line).Append('\n');
        }

        foreach (var parameter in statement.Parameters)
        {
            text.Append("  parameter ").Append(Word(parameter.Name))
                .Append(parameter.Type.Length > 0 ? " " : "").Append(parameter.Type).Append('\n');
        }

        foreach (var table in statement.Tables.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            Append(text, "names", table, table.Names);
            Append(text, "inserts", table, table.Inserts);
            Append(text, "updates", table, table.Updates);
            Append(text, "deletes", table, table.Deletes ? [] : null);
        }

        if (statement.Unprepared is { } because)
        {
            text.Append("  unprepared ").Append(because).Append('\n');
        }
    }

    private static void Append(StringBuilder text, string does, StatementTable table, IReadOnlyList<string>? columns)
    {
        if (columns is not null)
        {
            text.Append("  ").Append(does).Append(' ')
                .AppendJoin(' ', columns.Order(StringComparer.Ordinal).Prepend(table.Name).Select(Word)).Append('\n');
        }
    }

    private static string Word(string name) =>
        name.Length > 0 && name[0] != '"' && !name.Any(char.IsWhiteSpace) && !name.Any(char.IsControl)
            ? name
            : JsonSerializer.Serialize(name, Readable.Plain.String);
}
