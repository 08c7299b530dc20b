using System.Diagnostics;
using System.Globalization;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Bench.Questions;

/// <summary>How much memory 10,000 environments with 100,000 machine clients take, and whether look-ups stay flat.</summary>
internal static class DirectorySize
{
    private const double SizeGoal = 400;
    private const double FlatGoal = 2;
    private const int LookUps = 1_000_000;

    public static async Task<Answer> AskAsync()
    {
        var small = await LoadAsync(environments: 100);
        var large = await LoadAsync(environments: 10_000);
        var (smallTimes, largeTimes) = (small.Nanos / small.BareNanos, large.Nanos / large.BareNanos);
        return new Answer("environments", "machine clients", "managed memory", "load", "look-up", "bare dictionaries")
            .Row("100", "1,000", Mib(small), $"{small.Seconds.Ratio()} s", Nanos(small.Nanos), Nanos(small.BareNanos))
            .Row("10,000", "100,000", Mib(large), $"{large.Seconds.Ratio()} s", Nanos(large.Nanos), Nanos(large.BareNanos))
            .Goal("10,000 environments with 100,000 machine clients in ≤ 400 MiB", Mib(large), large.MiB <= SizeGoal)
            .Goal(
                "look-ups stay flat: ≤ 2 × a bare dictionary's, small and large",
                $"{smallTimes.Ratio()} × and {largeTimes.Ratio()} ×",
                Math.Max(smallTimes, largeTimes) <= FlatGoal)
            .Remark(
                "A look-up is host → environment → client by random ids; each environment has a host, a key, an API and a role.")
            .Remark(
                "The large one costs more because nothing that it touches is in a cache, which is so for bare dictionaries too.");
    }

    private static string Mib(Measured measured) => $"{measured.MiB.Whole()} MiB";

    private static string Nanos(double nanos) => $"{nanos.Whole()} ns";

    private static async Task<Measured> LoadAsync(int environments)
    {
        using var folder = new ScratchFolder();
        var database = await ScratchDatabase.OpenAsync(Path.Combine(folder.Path, "bench.db"));
        var master = new MasterKey(new byte[MasterKey.Length]);
        var (hosts, clients) = await DirectoryRows.FillAsync(database, master, environments, clientsEach: 10);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(database)
            .AddSingleton(master)
            .AddDirectory(new ConfigurationBuilder().Build())
            .BuildServiceProvider();
        var directory = services.GetRequiredService<IDirectory>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var begin = Stopwatch.GetTimestamp();
        await directory.CatchUpAsync(CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var mib = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / 1024.0;
        var snapshot = directory.Current;
        var nanos = MedianOf(
            hosts, clients, (host, client) => snapshot.Find(host)!.Environment.MachineClients.ContainsKey(client));
        var bare = Bare(hosts, clients);
        var bareNanos = MedianOf(hosts, clients, (host, client) => bare[host].ContainsKey(client));
        GC.KeepAlive(directory);
        (database as IDisposable)?.Dispose();
        return new Measured(mib, seconds, nanos, bareNanos);
    }

    // Keys of its own, as a request's are: the same string object would be equal without a look at its characters.
    private static Dictionary<HostName, Dictionary<MachineClientId, object>> Bare(HostName[] hosts, MachineClientId[] clients)
    {
        var each = clients.Length / hosts.Length;
        return hosts.Index().ToDictionary(
            host => HostName.Trusted(new string(host.Item.Value)),
            host => clients.AsSpan(host.Index * each, each).ToArray()
                .ToDictionary(client => MachineClientId.Trusted(new string(client.Value)), _ => new object()));
    }

    private static double MedianOf(HostName[] hosts, MachineClientId[] clients, Func<HostName, MachineClientId, bool> find) =>
        Enumerable.Range(0, 5).Select(_ => LookUp(hosts, clients, find)).Median();

    private static double LookUp(HostName[] hosts, MachineClientId[] clients, Func<HostName, MachineClientId, bool> find)
    {
        var each = clients.Length / hosts.Length;
        var found = 0;

        // Processor time: a neighbour on the machine must not look like a slow look-up.
        var begin = System.Environment.CpuUsage.TotalTime;
        for (var i = 0; i < LookUps; i++)
        {
            // A stride that is prime to both sizes visits them in an order that no cache foresees.
            var host = (int)((long)i * 7919 % hosts.Length);
            found += find(hosts[host], clients[(host * each) + (i % each)]) ? 1 : 0;
        }

        var nanos = (System.Environment.CpuUsage.TotalTime - begin).TotalNanoseconds / LookUps;
        return found == LookUps ? nanos : throw new InvalidOperationException(found.ToString(CultureInfo.InvariantCulture));
    }

    private sealed record Measured(double MiB, double Seconds, double Nanos, double BareNanos);
}
