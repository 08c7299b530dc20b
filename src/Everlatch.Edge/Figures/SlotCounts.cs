using System.Numerics;
using System.Security.Cryptography;
using Everlatch.Core.Figures;
using Everlatch.Edge.Forwarding;

namespace Everlatch.Edge.Figures;

/// <summary>Counts what a slot answers: a judge of releases compares it with another slot's.</summary>
/// <remarks>Each processor has cells of its own, so that a request never waits for another one's.</remarks>
internal sealed class SlotCounts(TimeProvider clock)
{
    // Of each part of the clients the answers by their kind and the time of all of them, and then the buckets of times.
    private const int CellsOfPart = StatusKinds.Count + 1;
    private const int Latencies = ClientParts.Count * CellsOfPart;
    private const int CellsOfRoute = Latencies + LatencyScale.Count;
    private const int MarkBytes = 8;
    private static readonly int Stripes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 64));
    private readonly string start = RandomNumberGenerator.GetHexString(MarkBytes, lowercase: true);
    private readonly long[][] stripes =
        [.. Enumerable.Range(0, Stripes).Select(_ => new long[RouteClasses.Count * CellsOfRoute])];

    // Apart: strangers can cause any number of 404 at any host, which must not push out the ones that we fail.
    private readonly FailingHosts refusals = new();
    private readonly FailingHosts faults = new();

    /// <summary>The moment at which a request begins.</summary>
    public long Begin() => clock.GetTimestamp();

    /// <summary>Counts an answer. What a client did not wait for says nothing about the slot.</summary>
    public void Count(HttpContext context, RouteClass of, long begun)
    {
        if (!context.RequestAborted.IsCancellationRequested)
        {
            Count(of, StatusKinds.Of(context.Response.StatusCode), clock.GetElapsedTime(begun), context);
        }
    }

    /// <summary>How many answers there were.</summary>
    public long Of(RouteClass of, StatusKind kind)
    {
        var sum = 0L;
        for (var part = 0; part < ClientParts.Count; part++)
        {
            sum += Sum(CellOf(of, part, kind));
        }

        return sum;
    }

    /// <summary>All of it.</summary>
    public SlotFigures Read(string slot) => new()
    {
        Slot = slot,
        Start = start,
        Routes = [.. Enum.GetValues<RouteClass>().Select(Read)],
        Hosts =
        [
            .. from failures in refusals.Read().Concat(faults.Read())
               group failures by failures.Host into host
               select host.Aggregate(Together),
        ],
    };

    private void Count(RouteClass of, StatusKind kind, TimeSpan took, HttpContext context)
    {
        var part = ClientParts.Of(context.Connection.RemoteIpAddress);
        var cells = stripes[Thread.GetCurrentProcessorId() & (Stripes - 1)];
        Interlocked.Increment(ref cells[CellOf(of, part, kind)]);
        Interlocked.Add(ref cells[TimeOf(of, part)], LatencyScale.MilliOctaves(took));
        Interlocked.Increment(ref cells[((int)of * CellsOfRoute) + Latencies + LatencyScale.BucketOf(took)]);
        if (kind >= StatusKind.Unauthorized)
        {
            (kind == StatusKind.Fault ? faults : refusals).Count(context.Request.Host.Host, kind, part);
        }
    }

    private static int CellOf(RouteClass of, int part, StatusKind kind) =>
        ((int)of * CellsOfRoute) + (part * CellsOfPart) + (int)kind;

    private static int TimeOf(RouteClass of, int part) => CellOf(of, part + 1, 0) - 1;

    private static HostFailures Together(HostFailures one, HostFailures other) => one with
    {
        Unauthorized = one.Unauthorized + other.Unauthorized,
        NotFound = one.NotFound + other.NotFound,
        Refused = one.Refused + other.Refused,
        Fault = one.Fault + other.Fault,
        RefusalsOfOne = one.RefusalsOfOne + other.RefusalsOfOne,
        FaultsOfOne = one.FaultsOfOne + other.FaultsOfOne,
    };

    private RouteFigures Read(RouteClass of) => new()
    {
        Class = of.Text(),
        Parts =
        [
            .. from part in Enumerable.Range(0, ClientParts.Count)
               let status = StatusOf(kind => Sum(CellOf(of, part, kind)))
               where status.All > 0
               select new ClientPart { Part = part, Status = status, MilliOctaves = Sum(TimeOf(of, part)) },
        ],
        Latency =
        [
            .. from bucket in Enumerable.Range(0, LatencyScale.Count)
               let count = Sum(((int)of * CellsOfRoute) + Latencies + bucket)
               where count > 0
               select new LatencyBucket(LatencyScale.UpTo(bucket), count),
        ],
    };

    private static StatusCounts StatusOf(Func<StatusKind, long> count) => new()
    {
        Good = count(StatusKind.Good),
        Redirected = count(StatusKind.Redirected),
        Unauthorized = count(StatusKind.Unauthorized),
        NotFound = count(StatusKind.NotFound),
        Refused = count(StatusKind.Refused),
        Fault = count(StatusKind.Fault),
    };

    private long Sum(int cell)
    {
        var sum = 0L;
        foreach (var cells in stripes)
        {
            sum += Volatile.Read(ref cells[cell]);
        }

        return sum;
    }
}
