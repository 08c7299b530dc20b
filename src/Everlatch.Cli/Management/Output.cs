using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Everlatch.Cli.Management;

/// <summary>Prints what a verb found: tables for people, or one JSON document.</summary>
internal sealed class Output(bool json)
{
    // Wider than any row: what is cut or broken off cannot be copied.
    private const int Width = 1000;

    // For a terminal or a pipe, not for HTML: letters stay letters.
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A list, with the columns that matter.</summary>
    public void List(JsonArray items, params ReadOnlySpan<string> columns)
    {
        if (json)
        {
            Document(items);
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column) { NoWrap = true });
        }

        foreach (var item in items)
        {
            var cells = new List<string>();
            foreach (var column in columns)
            {
                cells.Add(Markup.Escape(Cell(item?[column])));
            }

            table.AddRow([.. cells]);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        console.Profile.Width = Width;
        console.Write(table);
    }

    /// <summary>One thing, member by member.</summary>
    public void Item(JsonObject item)
    {
        if (json)
        {
            Document(item);
            return;
        }

        foreach (var (name, value) in item)
        {
            var lines = value is JsonArray { Count: > 0 } list && list[0] is JsonObject ? list.Select(Cell) : [Cell(value)];
            foreach (var line in lines)
            {
                Console.Out.WriteLine($"{name,-26} {line}");
            }
        }
    }

    /// <summary>Steps that something happens to, a line for each: a person sees nothing where nothing is to be done.</summary>
    public void Steps(string what, IReadOnlyList<string> steps)
    {
        if (json)
        {
            Document(new JsonObject { [what] = new JsonArray([.. steps.Select(step => JsonValue.Create(step))]) });
            return;
        }

        foreach (var step in steps)
        {
            Console.Out.WriteLine($"{what} {step}");
        }
    }

    /// <summary>That something is done and leaves nothing to show.</summary>
    public void Done(string what)
    {
        if (json)
        {
            Document(new JsonObject { ["done"] = what });
            return;
        }

        Console.Out.WriteLine(what);
    }

    private static void Document(JsonNode node) => Console.Out.WriteLine(node.ToJsonString(Indented));

    private static string Cell(JsonNode? value) => value switch
    {
        null => "",
        JsonArray list => string.Join(", ", list.Select(Cell)),
        JsonObject inner => string.Join(" ", inner.Select(member => $"{member.Key}={Cell(member.Value)}")),
        _ => value.ToString(),
    };
}
