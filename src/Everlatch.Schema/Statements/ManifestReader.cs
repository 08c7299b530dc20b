using System.Text.Json;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements;

/// <summary>Takes the lines of a manifest one by one.</summary>
internal sealed class ManifestReader(SchemaEngine engine)
{
    private readonly SortedDictionary<string, ManifestStatement> statements = new(StringComparer.Ordinal);
    private readonly List<string> sql = [];
    private ManifestStatement? current;
    private bool engineSeen;

    /// <summary>Takes the next line.</summary>
    /// <exception cref="FormatException">It is not one that can stand here.</exception>
    public void Take(string line)
    {
        if (line.StartsWith(ManifestText.SqlMark, StringComparison.Ordinal))
        {
            TakeSql(line[ManifestText.SqlMark.Length..]);
        }
        else if (line.StartsWith("  ", StringComparison.Ordinal))
        {
            TakeFact(line[2..]);
        }
        else if (line.Length > 0 && line[0] != '#')
        {
            TakeHead(line);
        }
    }

    /// <summary>The manifest of all lines.</summary>
    /// <exception cref="FormatException">They end too early.</exception>
    public StatementManifest Finish()
    {
        Close();
        return engineSeen
            ? new StatementManifest(engine.Name, [.. statements.Values])
            : throw new FormatException($"A line 'engine {engine}' was expected.");
    }

    private void TakeHead(string line)
    {
        switch (Words(line))
        {
            case ["engine", var name] when !engineSeen:
                engineSeen = name == engine.Name
                    ? true
                    : throw new FormatException($"A manifest of {engine} was expected, and this is one of {name}.");
                break;
            case ["statement", var name] when engineSeen:
                Close();
                current = new ManifestStatement { Name = name, Sql = "" };
                break;
            default:
                throw new FormatException($"'engine', then 'statement NAME' was expected, not '{line}'.");
        }
    }

    private void TakeSql(string line)
    {
        if (current is null || current.Parameters.Count + current.Tables.Count > 0)
        {
            throw new FormatException("SQL stands right after the name of its statement.");
        }

        sql.Add(
            line.Length == 0 ? line
            : line[0] == ' ' ? line[1..]
            : throw new FormatException("A space was expected before the SQL."));
    }

    private void TakeFact(string line)
    {
        if (current is not { } statement || sql.Count == 0)
        {
            throw new FormatException("A statement's name and its SQL were expected first.");
        }

        var words = Words(line);
        current = words switch
        {
            ["parameter", var name, ..] => statement with
            {
                Parameters = [.. statement.Parameters, new StatementParameter(name, string.Join(' ', words[2..]))],
            },
            ["names" or "inserts" or "updates" or "deletes", var table, ..] => statement with
            {
                Tables =
                [
                    .. statement.Tables.Where(t => t.Name != table),
                    With(statement.Table(table) ?? new StatementTable(table), words),
                ],
            },
            ["unprepared", _, ..] => statement with { Unprepared = line["unprepared ".Length..] },
            _ => throw new FormatException(
                $"'parameter', 'names', 'inserts', 'updates', 'deletes' or 'unprepared' was expected, not '{line}'."),
        };
    }

    private static StatementTable With(StatementTable table, string[] words) => words[0] switch
    {
        "names" when table.Names.Count == 0 => table with { Names = words[2..] },
        "inserts" when table.Inserts is null => table with { Inserts = words[2..] },
        "updates" when table.Updates is null => table with { Updates = words[2..] },
        "deletes" when !table.Deletes && words.Length == 2 => table with { Deletes = true },
        "deletes" => throw new FormatException("'deletes' is said once, and followed by a table alone."),
        _ => throw new FormatException($"'{words[0]} {words[1]}' is said twice."),
    };

    private void Close()
    {
        if (current is null)
        {
            return;
        }

        if (sql.Count == 0)
        {
            throw new FormatException($"The statement {current.Name} has no SQL.");
        }

        if (!statements.TryAdd(current.Name, current with { Sql = string.Join('\n', sql) }))
        {
            throw new FormatException($"The statement {current.Name} stands there twice.");
        }

        current = null;
        sql.Clear();
    }

    // A word with odd characters is a JSON string; there the cut is at its closing quote.
    private static string[] Words(string line)
    {
        var words = new List<string>();
        for (var at = 0; at < line.Length;)
        {
            var end = line[at] == '"' ? EndOfQuoted(line, at) : line.IndexOf(' ', at);
            end = end < 0 ? line.Length : end;
            var word = line[at..end];
            words.Add(
                word.StartsWith('"') ? Unquoted(word)
                : word.Length > 0 ? word
                : throw new FormatException("One space parts two words."));
            at = end + 1;
        }

        return [.. words];
    }

    private static int EndOfQuoted(string line, int at)
    {
        var end = at + 1;
        while (end < line.Length && line[end] != '"')
        {
            end += line[end] == '\\' ? 2 : 1;
        }

        return Math.Min(end + 1, line.Length);
    }

    private static string Unquoted(string word)
    {
        try
        {
            return JsonSerializer.Deserialize(word, Readable.Plain.String)!;
        }
        catch (JsonException e)
        {
            throw new FormatException($"{word} is not a JSON string.", e);
        }
    }
}
