using System.Text.Json;
using Everlatch.Bench.Load;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;

namespace Everlatch.Bench.Questions;

/// <summary>How fast refresh tokens rotate on PostgreSQL, beside what pgbench commits there in the same run.</summary>
internal static class RefreshRate
{
    private const int Grants = 16;
    private const int Rounds = 5;
    private const double Goal = 0.25;
    private static readonly int Port = Ports.Free();
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    // Until the compiler has seen what is hot, with a neighbour on the cores.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    public static async Task<Answer> AskAsync()
    {
        if (Postgres.ConnectionString is not { } server)
        {
            return new Answer("what").Row("left out: EVERLATCH_BENCH_POSTGRES names no server");
        }

        using var folder = new ScratchFolder();
        var database = await Postgres.NewDatabaseAsync(server);
        await using var product = await Product.StartAsync(folder.Path, Port, database);
        var up = Product.UpFile(folder.Path);
        var tokens = await TokensAsync(up);
        await using var pgbench = await PgBench.PrepareAsync(server);
        var load = new RefreshLoad(Port, Product.WebClient(up));
        load.Run(tokens, WarmUp);
        var pairs = new List<Pair>();
        for (var round = 0; round < Rounds; round++)
        {
            var (commits, processor, own) = (await CommitsAsync(database), product.ProcessorTime, Environment.CpuUsage.TotalTime);
            var refreshed = load.Run(tokens, Round);
            var (ofServer, ofLoad) = (product.ProcessorTime - processor, Environment.CpuUsage.TotalTime - own);
            pairs.Add(new Pair(
                refreshed.PerSecond,
                await pgbench.CommitsPerSecondAsync(Grants, Round),
                (await CommitsAsync(database) - commits) / (double)refreshed.Count,
                ofServer / refreshed.Count,
                ofLoad / refreshed.Count));
        }

        return Of(pairs);
    }

    private static Answer Of(IReadOnlyList<Pair> pairs)
    {
        var ratio = pairs.Select(pair => pair.Ours / pair.Theirs).Median();
        var commits = pairs.Select(pair => pair.CommitsEach).Median();
        var ofServer = pairs.Select(pair => pair.OfServer.TotalMicroseconds).Median();
        var ofLoad = pairs.Select(pair => pair.OfLoad.TotalMicroseconds).Median();
        return new Answer("what", "per second")
            .Row("pgbench: single-row update commits", pairs.Select(pair => pair.Theirs).Median().Whole())
            .Row("Everlatch: refreshes, each with new ES256 tokens", pairs.Select(pair => pair.Ours).Median().Whole())
            .Goal("≥ 0.25 × pgbench's commits", $"{ratio.Ratio()} × (median of {Rounds} pairs)", ratio >= Goal)
            .Goal("one transaction a refresh", $"{commits.Ratio()} commits (pg_stat_database)", commits < 1.2)
            .Remark($"{Grants} grants refreshed in parallel; pgbench with {Grants} clients on the same server, interleaved.")
            .Remark(
                $"A refresh takes {ofServer.Whole()} µs of the server's processor time and {ofLoad.Whole()} µs of the load's.");
    }

    private static async Task<string[]> TokensAsync(JsonElement up)
    {
        using var person = new Person(Port, up);
        await person.SignInAsync();
        await person.ChooseTenantAsync();
        var tokens = new string[Grants];
        for (var i = 0; i < Grants; i++)
        {
            tokens[i] = await person.AuthorizeAsync();
        }

        return tokens;
    }

    // Backends report with a delay of up to a second when they are busy.
    private static async Task<long> CommitsAsync(string database)
    {
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System);
        return await Postgres.AskAsync(database, "select xact_commit from pg_stat_database where datname = current_database()");
    }

    private sealed record Pair(double Ours, double Theirs, double CommitsEach, TimeSpan OfServer, TimeSpan OfLoad);
}
