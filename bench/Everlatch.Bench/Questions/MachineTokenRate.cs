using System.Globalization;
using Everlatch.Bench.Load;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;

namespace Everlatch.Bench.Questions;

/// <summary>
/// How fast machines get ES256 tokens, beside a bare endpoint and beside OpenIddict with its EF stores on PostgreSQL.
/// </summary>
internal static class MachineTokenRate
{
    private const double Goal = 0.75;
    private const int Connections = 16;
    private const int Rounds = 7;
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public static async Task<Answer> AskAsync()
    {
        using var folder = new ScratchFolder();
        var (barePort, productPort, openIddictPort) = (Ports.Free(), Ports.Free(), Ports.Free());
        await using var bare = await ChildServer.StartAsync(
            "dotnet", typeof(BareServer).Assembly.Location, "bare", Text(barePort));
        await using var product = await Product.StartAsync(folder.Path, productPort);
        var contestants = new List<Contestant>
        {
            new("bare endpoint (the ceiling)", bare, new HttpLoad(barePort, "/oauth2/token", BareServer.Form)),
            new(
                "Everlatch",
                product,
                new HttpLoad(productPort, "/oauth2/token", Product.MachineForm(Product.UpFile(folder.Path)))),
        };
        if (Postgres.ConnectionString is not { } postgres)
        {
            return await MeasureAsync(contestants);
        }

        await using var openIddict = await ChildServer.StartAsync(
            "dotnet",
            Checkout.Built("bench/OpenIddictEf", "OpenIddictEf.dll"),
            Text(openIddictPort),
            await Postgres.NewDatabaseAsync(postgres));
        contestants.Add(new(
            "OpenIddict 7.8, EF stores on PostgreSQL, defaults",
            openIddict,
            new HttpLoad(
                openIddictPort,
                "/oauth2/token",
                "grant_type=client_credentials&client_id=machine&client_secret=secret&scope=read")));
        return await MeasureAsync(contestants);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static async Task<Answer> MeasureAsync(IReadOnlyList<Contestant> contestants)
    {
        foreach (var contestant in contestants)
        {
            await contestant.Load.RunAsync(Connections, Warmup);
        }

        // Interleaved, so that what else the machine does meets all of them alike.
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var contestant in contestants)
            {
                await contestant.MeasureAsync(Connections, Round);
            }
        }

        return Report(contestants);
    }

    private static Answer Report(IReadOnlyList<Contestant> contestants)
    {
        var answer = new Answer("server", "requests/s", "× bare", "server CPU µs each", "p99");
        foreach (var contestant in contestants)
        {
            answer.Row(
                contestant.Name,
                contestant.Rate.Whole(),
                (contestant.Rate / contestants[0].Rate).Ratio(),
                contestant.ProcessorMicros.Whole(),
                contestant.P99.Millis());
        }

        var ratio = contestants[1].Rates.Zip(contestants[0].Rates, (ours, bare) => ours / bare).Median();
        return answer
            .Goal(
                $"≥ {Goal.ToString(CultureInfo.InvariantCulture)} × the bare endpoint",
                $"{ratio.Ratio()} × (median of {Rounds} pairs)",
                ratio >= Goal)
            .Remark($"{Connections} connections, {Rounds} interleaved rounds of {Round.TotalSeconds} s, medians.");
    }

    private sealed record Contestant(string Name, ChildServer Server, HttpLoad Load)
    {
        private readonly List<(LoadResult Result, TimeSpan Processor)> rounds = [];

        public IEnumerable<double> Rates => rounds.Select(round => round.Result.PerSecond);

        public double Rate => Rates.Median();

        public double P99 => rounds.Select(round => round.Result.P99).Median();

        public double ProcessorMicros => rounds.Select(round => round.Processor.TotalMicroseconds / round.Result.Count).Median();

        public async Task MeasureAsync(int connections, TimeSpan duration)
        {
            var before = Server.ProcessorTime;
            var result = await Load.RunAsync(connections, duration);
            rounds.Add((result, Server.ProcessorTime - before));
        }
    }
}
