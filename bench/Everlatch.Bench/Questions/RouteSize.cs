using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Edge.Regions;

namespace Everlatch.Bench.Questions;

/// <summary>What a million customers' hosts cost an edge: memory, a look-up, and a start from its own disk.</summary>
internal static class RouteSize
{
    private const int LookUps = 2_000_000;
    private const int EntriesInPage = 10_000;
    private const int HostsOfAnEnvironment = 10;
    private static readonly Region Eu = Region.Trusted("eu");

    public static async Task<Answer> AskAsync()
    {
        var few = await LoadAsync(1_000);
        var some = await LoadAsync(100_000);
        var many = await LoadAsync(1_000_000);
        return new Answer("hosts", "memory each", "start from disk", "file", "look-up", "bare dictionary")
            .Row("1,000", few.Each, few.Start, few.File, few.LookUp, few.Bare)
            .Row("100,000", some.Each, some.Start, some.File, some.LookUp, some.Bare)
            .Row("1,000,000", many.Each, many.Start, many.File, many.LookUp, many.Bare)
            .Goal("1 million hosts: ≤ 300 bytes each", many.Each, many.BytesEach <= 300)
            .Goal("a look-up takes ≤ 1 µs", many.LookUp, many.Nanos <= 1_000)
            .Goal("loaded from disk in ≤ 3 s", many.Start, many.Seconds <= 3)
            .Remark($"{HostsOfAnEnvironment} hosts to an environment with a key of its own; names are looked up in random order.")
            .Remark("The file holds the region's signed pages; reading it verifies each.");
    }

    private static async Task<Measured> LoadAsync(int count)
    {
        using var folder = new ScratchFolder();
        using var key = new FeedKey(new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.Length)));
        var file = new RouteFile(Path.Combine(folder.Path, "eu.routes"), Eu, [key.Public]);
        var hosts = await WriteAsync(file, key, count);

        var known = new Known();
        var begin = Stopwatch.GetTimestamp();
        await known.ReadAsync(file);
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;

        // We go on within the frames of what read, and what lies on the stack is not free.
        await Task.Yield();
        var nanos = MedianOf(hosts, host => known.Routes!.Find(host) is not null);
        var bytes = known.Release();

        var bare = hosts.ToDictionary(host => new string(host), _ => new object(), StringComparer.OrdinalIgnoreCase);
        return new Measured((double)bytes / count, seconds, file.Length, nanos, MedianOf(hosts, bare.ContainsKey));
    }

    /// <summary>The one reference to what was read: what becomes free without it is what it took.</summary>
    private sealed class Known
    {
        public RegionRoutes? Routes { get; private set; }

        public async Task ReadAsync(RouteFile file) => Routes = (await file.ReadAsync(CancellationToken.None))!.Value.Routes;

        public long Release()
        {
            var with = GC.GetTotalMemory(forceFullCollection: true);
            Routes = null;
            return with - GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    private static async Task<string[]> WriteAsync(RouteFile file, FeedKey key, int count)
    {
        var hosts = new string[count];
        var entries = new List<RouteEntry>(count + (count / HostsOfAnEnvironment) + 1);
        var template = new DocumentTemplate(new byte[2_000]);
        entries.Add(new RouteEntry.Metadata(template));
        var environment = default(EnvironmentId);
        for (var i = 0; i < count; i++)
        {
            if (i % HostsOfAnEnvironment == 0)
            {
                environment = Id.New<EnvironmentId>(TimeProvider.System);
                entries.Add(new RouteEntry.Environment(environment, RandomNumberGenerator.GetBytes(250), template.Digest));
            }

            hosts[i] = string.Create(CultureInfo.InvariantCulture, $"login.customer-{i:x6}.example.com");
            entries.Add(new RouteEntry.Host(HostName.Trusted(hosts[i]), environment, null, i + 1L));
        }

        var parts = entries.Chunk(EntriesInPage).ToList();
        var now = TimeProvider.System.GetUtcNow();
        await file.ReplaceAsync(
            [.. parts.Select((part, index) => SignedPages.Seal(Page(part, index, parts.Count, now), key))],
            CancellationToken.None);
        return hosts;
    }

    private static RoutePage Page(RouteEntry[] entries, int index, int count, DateTimeOffset now) => new()
    {
        Region = Eu,
        Kind = RoutePageKind.Whole,
        Sequence = 1,
        AsOf = now,
        Index = index,
        Count = count,
        Entries = entries,
    };

    private static double MedianOf(string[] hosts, Func<string, bool> find) =>
        Enumerable.Range(0, 5).Select(_ => LookUp(hosts, find)).Median();

    private static double LookUp(string[] hosts, Func<string, bool> find)
    {
        var found = 0;

        // Processor time: a neighbour on the machine must not look like a slow look-up.
        var begin = System.Environment.CpuUsage.TotalTime;
        for (var i = 0; i < LookUps; i++)
        {
            // A stride that is prime to every size visits them in an order that no cache foresees.
            found += find(hosts[(int)((long)i * 7919 % hosts.Length)]) ? 1 : 0;
        }

        var nanos = (System.Environment.CpuUsage.TotalTime - begin).TotalNanoseconds / LookUps;
        return found == LookUps ? nanos : throw new InvalidOperationException(found.ToString(CultureInfo.InvariantCulture));
    }

    private sealed record Measured(double BytesEach, double Seconds, long Length, double Nanos, double BareNanos)
    {
        public string Each => $"{BytesEach.Whole()} bytes";

        public string Start => $"{Seconds.Ratio()} s";

        public string File => $"{(Length / 1024.0 / 1024).Whole()} MiB";

        public string LookUp => $"{Nanos.Whole()} ns";

        public string Bare => $"{BareNanos.Whole()} ns";
    }
}
