using System.Globalization;
using Everlatch.Bench.Load;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;

namespace Everlatch.Bench.Questions;

/// <summary>Whether a request costs the same however many environments the directory holds, and what a start takes.</summary>
internal static class FlatCost
{
    private const double CostGoal = 1.25;
    private const int Connections = 8;
    private const int Rounds = 7;
    private const int Starts = 3;
    private const int Many = 5_000;
    private static readonly int[] Sizes = [1, 1_000, 100_000];
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private static readonly (string Name, Func<string, string, byte[]> Request)[] Flows =
    [
        ("machine token", (host, form) => HttpLoad.Post(host, "/oauth2/token", form)),
        ("discovery", (host, _) => HttpLoad.Get(host, "/.well-known/openid-configuration")),
        ("signing keys", (host, _) => HttpLoad.Get(host, "/oauth2/jwks")),
        ("sign-in page", (host, _) => HttpLoad.Get(host, "/signin")),
    ];

    public static async Task<Answer> AskAsync()
    {
        var servers = new List<FilledServer>();
        try
        {
            foreach (var size in Sizes)
            {
                servers.Add(await FilledServer.StartAsync(size, Starts));
            }

            List<FlatWay> ways =
            [
                .. Flows.Select(flow => new FlatWay(flow.Name, "one environment", servers, 1, flow.Request)),
                .. Flows.Select(flow => new FlatWay(flow.Name, "5,000 in turn", servers, Many, flow.Request)),
            ];
            foreach (var way in ways)
            {
                await way.WarmAsync(Connections, Warmup);
            }

            // Interleaved, so that what else the machine does meets all of them alike.
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var way in ways)
                {
                    await way.MeasureAsync(Connections, Round);
                }
            }

            return await ReportAsync(servers, ways, await FirstMicrosAsync(servers[^1]));
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    // What an environment needs for its first request is made then: at the start it would be made for all of them.
    private static async Task<double[]> FirstMicrosAsync(FilledServer server)
    {
        var micros = new List<double>();
        foreach (var (_, request) in Flows)
        {
            var before = server.Process.ProcessorTime;
            var result = await new HttpLoad(server.Port, server.Requests(Many.., request)).RunAsync(Connections, Round);
            micros.Add((server.Process.ProcessorTime - before).TotalMicroseconds / result.Count);
        }

        return [.. micros];
    }

    private static async Task<Answer> ReportAsync(List<FilledServer> servers, List<FlatWay> ways, double[] firsts)
    {
        var sizes = Sizes.Select(Text).ToArray();
        var answer = new Answer(["what", "asked of", .. sizes, .. sizes.Skip(1).Select(size => size + ": ×")]);
        foreach (var way in ways)
        {
            answer.Row([way.Name, way.Of, .. way.Micros.Select(micros => micros.Whole() + " µs"), .. Times(way.Times)]);
        }

        foreach (var (flow, micros) in Flows.Zip(firsts))
        {
            answer.Row(flow.Name, "its first since the start", "", "", micros.Whole() + " µs", "", "");
        }

        foreach (var way in ways)
        {
            answer.Row(
                [way.Name + ", p50", way.Of, .. way.P50.Select(millis => millis.Ratio() + " ms"), .. Times(way.WaitTimes)]);
        }

        answer
            .Row(["start to ready", "", .. servers.Select(server => server.StartSeconds.Ratio() + " s"), "", ""])
            .Row(["idle memory", "", .. servers.Select(server => server.IdleMiB.Whole() + " MiB"), "", ""])
            .Row(
                ["memory after the load", "", .. servers.Select(server => server.Process.ResidentMiB.Whole() + " MiB"), "", ""]);
        await File.WriteAllTextAsync(
            Path.Combine(Checkout.Root, "bench", "flat.svg"),
            RatioPlot.Draw(
                "A request's cost by environments in the directory",
                Sizes,
                [.. ways.Select(way => ($"{way.Name}, {way.Of}", way.Times))]));
        var worst = ways.MaxBy(way => way.Times[^1])!;
        return answer
            .Goal(
                $"a request costs ≤ {CostGoal.ToString(CultureInfo.InvariantCulture)} × with {Text(Sizes[^1])} environments, "
                    + "after its environment's first",
                $"{worst.Times[^1].Ratio()} × at most ({worst.Name}, {worst.Of})",
                worst.Times[^1] <= CostGoal)
            .Remark(
                $"The server's processor time for each request over HTTP; {Connections} connections, {Rounds} interleaved rounds "
                + $"of {Round.TotalSeconds} s, medians, and medians of the rounds' ratios.")
            .Remark("SQLite; each environment has a host, a machine client, a key, an API and a role.");
    }

    private static IEnumerable<string> Times(double[] times) => times.Skip(1).Select(ratio => ratio.Ratio());

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
