using System.Globalization;
using Everlatch.Release.Pipeline;
using Everlatch.Release.Pipeline.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Everlatch.Cli.Commands.Release;

/// <summary>A run at one moment: steps by region, who has how much of the traffic, and what the judges say.</summary>
internal sealed class ReleasePicture(TimeProvider clock)
{
    private readonly Lock turn = new();
    private readonly List<string> steps = [];
    private readonly List<string> regions = [];
    private readonly Dictionary<(string Region, string Step), (StepReport Report, long At)> found = [];
    private readonly long begun = clock.GetTimestamp();

    /// <summary>Takes note of what happened.</summary>
    public void Add(StepReport happened)
    {
        lock (turn)
        {
            Remember(steps, happened.Step);
            Remember(regions, happened.Region);
            found[(happened.Region, happened.Step)] = (happened, clock.GetTimestamp());
        }
    }

    /// <summary>Draws it.</summary>
    public IRenderable Draw(IReadOnlyList<NodeGlance> nodes)
    {
        lock (turn)
        {
            return new Rows([Table(), .. nodes.Select(Line), new Text($"elapsed {Seconds(clock.GetElapsedTime(begun))}")]);
        }
    }

    private static void Remember(List<string> known, string name)
    {
        if (!known.Contains(name))
        {
            known.Add(name);
        }
    }

    private Table Table()
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("");
        regions.ForEach(region => table.AddColumn(Markup.Escape(region)));
        foreach (var step in steps)
        {
            table.AddRow([new Text(step), .. regions.Select(region => Cell(region, step))]);
        }

        return table;
    }

    private Markup Cell(string region, string step)
    {
        if (!found.TryGetValue((region, step), out var cell))
        {
            return new Markup("");
        }

        var (report, at) = cell;
        return report.State switch
        {
            StepState.Begun => new Markup($"[yellow]running[/] {Seconds(clock.GetElapsedTime(at))}"),
            StepState.Done => new Markup($"[green]done[/] {Seconds(TimeSpan.FromSeconds(report.TookSeconds))}"),
            StepState.Skipped => new Markup("[grey]skipped[/]"),
            _ => new Markup($"[red]{report.State.ToString().ToLowerInvariant()}[/] {Markup.Escape(report.Id ?? "")}"),
        };
    }

    private static Markup Line(NodeGlance node)
    {
        if (node.State is not { } state)
        {
            return new Markup($"{Markup.Escape(node.Region)}  [red]does not answer[/]");
        }

        var slots = string.Join("  ", state.Slots.Where(slot => slot.Share > 0).Select(slot =>
            string.Create(CultureInfo.InvariantCulture, $"{slot.Name} {slot.Release.Version} {slot.Share} %")));
        return new Markup($"{Markup.Escape(node.Region)}  {Markup.Escape(slots)}{Judge(state.Lent, node)}");
    }

    // What it said of the run before is no news.
    private static string Judge(bool isLent, NodeGlance node)
    {
        if (!isLent || node.Canary is not { } canary || canary.Turn != node.State!.Turn)
        {
            return "";
        }

        var color = canary.Verdict switch { "pass" => "green", "fail" => "red", _ => "yellow" };
        var because = canary.Because.Count > 0 ? Markup.Escape(canary.Because[0]) : "";
        return $"  canary [{color}]{canary.Verdict}[/] after {Seconds(TimeSpan.FromSeconds(canary.Seconds))} [grey]{because}[/]";
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
