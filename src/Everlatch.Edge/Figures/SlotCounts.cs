using System.Numerics;
using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Core.Figures;
using Everlatch.Edge.Forwarding;

namespace Everlatch.Edge.Figures;

/// <summary>Counts what a slot answers: a judge of releases compares it with another slot's.</summary>
/// <remarks>Each processor has cells of its own, so that a request never waits for another one's.</remarks>
internal sealed class SlotCounts(TimeProvider clock)
{
    private const int CellsOfRoute = StatusKinds.Count + LatencyScale.Count;
    private const int MarkBytes = 8;
    private static readonly int Stripes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 64));
    private readonly string start = RandomNumberGenerator.GetHexString(MarkBytes, lowercase: true);
    private readonly long[][] stripes =
        [.. Enumerable.Range(0, Stripes).Select(_ => new long[RouteClasses.Count * CellsOfRoute])];

    // Apart: strangers can cause any number of 404 at any host, which must not push out the ones that we fail.
    private readonly FailingHosts refusals = new(clock);
    private readonly FailingHosts faults = new(clock);
    private readonly FailingClients clients = new(clock);

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
    public long Of(RouteClass of, StatusKind kind) => Sum(((int)of * CellsOfRoute) + (int)kind);

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
        var cells = stripes[Thread.GetCurrentProcessorId() & (Stripes - 1)];
        var first = (int)of * CellsOfRoute;
        Interlocked.Increment(ref cells[first + (int)kind]);
        Interlocked.Increment(ref cells[first + StatusKinds.Count + LatencyScale.BucketOf(took)]);
        if (kind >= StatusKind.Unauthorized)
        {
            var party = context.Connection.RemoteIpAddress is { } address ? NetworkParty.Of(address) : "";
            (kind == StatusKind.Fault ? faults : refusals).Count(context.Request.Host.Host, kind, party);
            clients.Add(of, kind, party);
        }
    }

    private static HostFailures Together(HostFailures one, HostFailures other) => one with
    {
        Fault = one.Fault + other.Fault,
        Unauthorized = one.Unauthorized + other.Unauthorized,
        NotFound = one.NotFound + other.NotFound,
        Refused = one.Refused + other.Refused,
        Clients = Math.Max(one.Clients, other.Clients),
    };

    private RouteFigures Read(RouteClass of) => new()
    {
        Class = of.Text(),
        Status = new StatusCounts
        {
            Good = Of(of, StatusKind.Good),
            Redirected = Of(of, StatusKind.Redirected),
            Unauthorized = Of(of, StatusKind.Unauthorized),
            NotFound = Of(of, StatusKind.NotFound),
            Refused = Of(of, StatusKind.Refused),
            Fault = Of(of, StatusKind.Fault),
        },
        Clients = clients.Of(of),
        Latency =
        [
            .. from bucket in Enumerable.Range(0, LatencyScale.Count)
               let count = Sum(((int)of * CellsOfRoute) + StatusKinds.Count + bucket)
               where count > 0
               select new LatencyBucket(LatencyScale.UpTo(bucket), count),
        ],
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
