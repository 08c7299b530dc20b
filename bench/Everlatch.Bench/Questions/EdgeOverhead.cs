using System.Globalization;
using Everlatch.Bench.Load;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;

namespace Everlatch.Bench.Questions;

/// <summary>What our edge costs a machine token beside HAProxy and nginx: the same server, the same load.</summary>
internal static class EdgeOverhead
{
    private const double LatencyGoal = 1.3;
    private const double RateGoal = 0.7;
    private const int Few = 2;
    private const int Many = 16;
    private const int Rounds = 7;

    // Until the compiler has done all that it ever does: a proxy runs for weeks.
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task<Answer> AskAsync()
    {
        using var folder = new ScratchFolder();
        var ports = Enumerable.Range(0, 4).Select(_ => Ports.Free()).ToArray();
        await using var server = await Product.StartAsync(folder.Path, ports[0]);
        await using var edge = await Proxies.EdgeAsync(
            folder.Path, ports[1], [$"http://127.0.0.1:{ports[0].ToString(CultureInfo.InvariantCulture)}"]);
        await using var haproxy = await Proxies.HaproxyAsync(folder.Path, ports[2], ports[0]);
        await using var nginx = await Proxies.NginxAsync(folder.Path, ports[3], ports[0]);
        var form = Product.MachineForm(Product.UpFile(folder.Path));
        Way[] ways =
        [
            new("direct", null, Load(ports[0])),
            new("Everlatch edge", edge, Load(ports[1])),
            new("HAProxy 2.6", haproxy, Load(ports[2])),
            new("nginx 1.22, one worker", nginx, Load(ports[3])),
        ];
        foreach (var way in ways)
        {
            await way.Load.RunAsync(Many, Warmup);
        }

        // Interleaved, so that what else the machine does meets all of them alike.
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var way in ways)
            {
                await way.MeasureAsync();
            }
        }

        return Report(ways);

        HttpLoad Load(int port) => new(port, "/oauth2/token", form);
    }

    private static Answer Report(Way[] ways)
    {
        var answer = new Answer("way", "p50", "p99", "× HAProxy's p50", "requests/s", "× direct", "proxy CPU µs each");
        foreach (var way in ways)
        {
            answer.Row(
                way.Name,
                Micros(way.P50),
                Micros(way.P99),
                Ratio(way.Quiet, ways[2].Quiet, load => load.P50).Ratio(),
                way.Rate.Whole(),
                Ratio(way.Full, ways[0].Full, load => load.PerSecond).Ratio(),
                way.Proxy is null ? "" : way.ProcessorMicros.Whole());
        }

        var latency = Ratio(ways[1].Quiet, ways[2].Quiet, load => load.P50);
        var rate = Ratio(ways[1].Full, ways[0].Full, load => load.PerSecond);
        return answer
            .Goal(
                $"p50 ≤ {LatencyGoal.ToString(CultureInfo.InvariantCulture)} × HAProxy's",
                $"{latency.Ratio()} × (median of {Rounds} pairs)",
                latency <= LatencyGoal)
            .Goal(
                $"machine tokens through the edge ≥ {RateGoal.ToString(CultureInfo.InvariantCulture)} × direct",
                $"{rate.Ratio()} × (median of {Rounds} pairs)",
                rate >= RateGoal)
            .Remark(
                $"Latencies with {Few} connections, rates with {Many}; {Rounds} interleaved rounds of {Round.TotalSeconds} s "
                + "each, medians. Load, proxy and server share the cores: what a proxy uses is missing for tokens.");
    }

    private static string Micros(double millis) => (millis * 1000).Whole() + " µs";

    private static double Ratio(IEnumerable<LoadResult> ours, IEnumerable<LoadResult> theirs, Func<LoadResult, double> value) =>
        ours.Zip(theirs, (one, other) => value(one) / value(other)).Median();

    private sealed record Way(string Name, ChildServer? Proxy, HttpLoad Load)
    {
        private readonly List<double> micros = [];

        public List<LoadResult> Quiet { get; } = [];

        public List<LoadResult> Full { get; } = [];

        public double P50 => Quiet.Select(load => load.P50).Median();

        public double P99 => Quiet.Select(load => load.P99).Median();

        public double Rate => Full.Select(load => load.PerSecond).Median();

        public double ProcessorMicros => micros.Median();

        public async Task MeasureAsync()
        {
            Quiet.Add(await Load.RunAsync(Few, Round));
            var before = Proxy?.ProcessorTime ?? TimeSpan.Zero;
            var full = await Load.RunAsync(Many, Round);
            Full.Add(full);
            micros.Add(((Proxy?.ProcessorTime ?? TimeSpan.Zero) - before).TotalMicroseconds / full.Count);
        }
    }
}
