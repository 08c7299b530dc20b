using System.Text;

namespace Everlatch.Bench.Report;

/// <summary>What a question came to: a table, and each goal with what was measured.</summary>
internal sealed class Answer(params string[] columns)
{
    private readonly List<string[]> rows = [];
    private readonly List<string> goals = [];

    /// <summary>Adds a row.</summary>
    public Answer Row(params string[] cells)
    {
        rows.Add(cells);
        return this;
    }

    /// <summary>Adds a goal and whether it was met.</summary>
    public Answer Goal(string goal, string measured, bool met)
    {
        goals.Add($"- {(met ? "met" : "**missed**")}: {goal}; measured {measured}");
        return this;
    }

    /// <summary>Whether something was missed that no machine and no neighbour on it excuses.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Adds what has to hold on any machine.</summary>
    public Answer Must(string what, string measured, bool met)
    {
        IsBroken |= !met;
        return Goal(what, measured, met);
    }

    /// <summary>Adds a remark.</summary>
    public Answer Remark(string remark)
    {
        goals.Add($"- {remark}");
        return this;
    }

    /// <summary>The answer as Markdown.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(Line(columns)).AppendLine(Line(columns.Select(_ => "---")));
        foreach (var row in rows)
        {
            text.AppendLine(Line(row));
        }

        return text.AppendLine().AppendJoin('\n', goals).ToString();
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
