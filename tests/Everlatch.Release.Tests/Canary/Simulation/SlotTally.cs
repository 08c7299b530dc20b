using System.Numerics;
using Everlatch.Core.Figures;
using Everlatch.Release.Canary.Figures;

namespace Everlatch.Release.Tests.Canary.Simulation;

/// <summary>Counts as an edge does.</summary>
internal sealed class SlotTally
{
    private const int Parts = 64;
    private static readonly string[] Classes = ["tokens", "pages", "admin"];
    private readonly long[,,] counts = new long[Classes.Length, Parts, 7];
    private readonly Dictionary<(string Class, long Bucket), long> times = [];
    private readonly Dictionary<int, long[]> hosts = [];

    public void Add(string of, int status, double milliseconds, int host, int client)
    {
        var kind = status switch { 401 => 2, 404 => 3, >= 500 => 5, >= 400 => 4, >= 300 => 1, _ => 0 };
        var part = (int)((uint)client * 2654435769u >> 26);
        var micros = (long)(milliseconds * 1000);
        counts[Array.IndexOf(Classes, of), part, kind]++;
        counts[Array.IndexOf(Classes, of), part, 6] += (long)(Math.Log2(Math.Max(1, micros)) * 1000);
        var bucket = BucketOf(micros);
        times[(of, bucket)] = times.GetValueOrDefault((of, bucket)) + 1;
        if (kind >= 2)
        {
            if (!hosts.TryGetValue(host, out var failures))
            {
                hosts.Add(host, failures = new long[6 + (2 * Parts)]);
            }

            failures[kind]++;
            failures[6 + part + (kind == 5 ? Parts : 0)]++;
        }
    }

    public SlotTraffic Read() => new(
        [.. Classes.Select((of, n) => new RouteFigures
        {
            Class = of,
            Parts =
            [
                .. Enumerable.Range(0, Parts)
                    .Select(part => new ClientPart
                    {
                        Part = part, Status = Status(kind => counts[n, part, kind]), MilliOctaves = counts[n, part, 6],
                    })
                    .Where(part => part.Status.All > 0),
            ],
            Latency =
            [
                .. times.Where(time => time.Key.Class == of).Select(time => new LatencyBucket(time.Key.Bucket, time.Value)),
            ],
        })],
        [.. hosts.Select(host => new HostFailures
        {
            Host = $"h{host.Key}.example.test",
            Unauthorized = host.Value[2],
            NotFound = host.Value[3],
            Refused = host.Value[4],
            Fault = host.Value[5],
            RefusalsOfOne = host.Value[6..(6 + Parts)].Max(),
            FaultsOfOne = host.Value[(6 + Parts)..].Max(),
        })]);

    private static long BucketOf(long micros)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)micros) - 3);
        return (((micros >> shift) + 1) << shift) - 1;
    }

    private static StatusCounts Status(Func<int, long> of) => new()
    {
        Good = of(0), Redirected = of(1), Unauthorized = of(2), NotFound = of(3), Refused = of(4), Fault = of(5),
    };
}
