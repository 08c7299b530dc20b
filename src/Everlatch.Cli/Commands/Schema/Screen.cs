using Spectre.Console;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>Reports for people: a word in the first column, what it stands for in the second.</summary>
internal sealed class Screen
{
    private const int LabelWidth = 10;
    private readonly IAnsiConsole console =
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    /// <summary>A screen on standard output.</summary>
    public Screen()
    {
        if (Console.IsOutputRedirected)
        {
            // In a file or a pipe a line is a line, however long.
            console.Profile.Width = 10_000;
        }
    }

    /// <summary>One row.</summary>
    public void Row(string label, string text, bool markup = false)
    {
        console.Write(new Markup(Markup.Escape(label.PadRight(LabelWidth)), new Style(foreground: Color.Grey)));
        console.MarkupLine(markup ? text : Markup.Escape(text));
    }

    /// <summary>A row for each; the label stands before the first. Nothing when there are none.</summary>
    public void Rows(string label, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            Row(label, text);
            label = "";
        }
    }

    /// <summary>A line as it is.</summary>
    public void Line(string text, Color? color = null) =>
        console.Write(new Text(text + Environment.NewLine, new Style(foreground: color ?? Color.Default)));
}
