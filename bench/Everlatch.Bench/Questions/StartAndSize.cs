using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;

namespace Everlatch.Bench.Questions;

/// <summary>How long <c>./everlatch up</c> takes the second time, and how much memory an idle server holds.</summary>
internal static class StartAndSize
{
    private const int Starts = 5;
    private const double StartGoal = 1.5;
    private const double SizeGoal = 150;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    public static async Task<Answer> AskAsync()
    {
        using var folder = new ScratchFolder();
        var port = Ports.Free();
        TimeSpan first;
        await using (var server = await Product.StartByScriptAsync(folder.Path, port))
        {
            first = server.Startup;
        }

        var starts = new List<double>();
        var processor = new List<double>();
        var sizes = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            await using var server = await Product.StartByScriptAsync(folder.Path, port);
            starts.Add(server.Startup.TotalSeconds);
            processor.Add(server.ProcessorTime.TotalSeconds);
            await Task.Delay(Idle, TimeProvider.System);
            sizes.Add(server.ResidentMiB);
        }

        return new Answer("what", "measured")
            .Row("first start to ready (makes database, keys, demo)", $"{first.TotalSeconds.Ratio()} s")
            .Row("second start to ready", $"{starts.Median().Ratio()} s")
            .Row("processor time of the second start", $"{processor.Median().Ratio()} s")
            .Row("idle resident memory", $"{sizes.Median().Whole()} MiB")
            .Goal("second start ≤ 1.5 s", $"{starts.Median().Ratio()} s (median of {Starts})", starts.Median() <= StartGoal)
            .Goal("idle ≤ 150 MiB", $"{sizes.Median().Whole()} MiB", sizes.Median() <= SizeGoal);
    }
}
