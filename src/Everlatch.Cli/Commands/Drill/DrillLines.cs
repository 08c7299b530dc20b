using System.Globalization;
using Everlatch.Release.Drill;

namespace Everlatch.Cli.Commands.Drill;

/// <summary>A drill for people: what happens, as it does, and then that day beside it.</summary>
internal static class DrillLines
{
    private const string Gap = "  ";
    private const string No = "–";

    /// <summary>A moment, on standard error.</summary>
    public static void Tell(DrillMoment moment) =>
        Console.Error.WriteLine($"{moment.At:HH:mm:ss.f}  {moment.Region ?? "",-4}{moment.Said}");

    /// <summary>The report, on standard output.</summary>
    public static void Write(DrillReport report)
    {
        Console.WriteLine($"Since the deploy, that day and in this drill with gates {(report.Plan.Gates ? "on" : "off")}:");
        Table(
        [
            ["", "", "that day", "this drill"],
            .. ComparedMoment.Of(report).Select(moment => new[]
            {
                moment.Region, moment.Mark.ToString().ToLowerInvariant(), Minutes(moment.ThatDay), Seconds(moment.Drill),
            }),
        ]);
        Console.WriteLine();
        Table(
        [
            ["", "", "that day", "goal", "measured"],
            .. report.Goals.Select(goal => new[]
            {
                goal.IsMet ? "met" : "MISSED", goal.Measure, goal.ThatDay, goal.Goal, goal.Measured,
            }),
        ]);
    }

    private static void Table(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            Console.WriteLine(string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    private static string Minutes(TimeSpan? time) => time is { } seen ? $"{seen.TotalMinutes:0} min" : No;

    private static string Seconds(TimeSpan? time) =>
        time is { } seen ? string.Create(CultureInfo.InvariantCulture, $"{seen.TotalSeconds:0.0} s") : No;
}
