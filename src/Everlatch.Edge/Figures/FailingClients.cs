using Everlatch.Core.Figures;
using Everlatch.Edge.Forwarding;

namespace Everlatch.Edge.Figures;

/// <summary>How many clients see each kind of failure: a storm has many, a client that is wrong itself is one.</summary>
internal sealed class FailingClients(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly SeenClients[] seen =
        [.. Enumerable.Range(0, RouteClasses.Count * StatusKinds.Count).Select(_ => new SeenClients())];

    /// <summary>One of them did.</summary>
    public void Add(RouteClass of, StatusKind kind, string party)
    {
        lock (gate)
        {
            seen[Place(of, kind)].Add(party, clock.GetUtcNow());
        }
    }

    /// <summary>How many did, of one class of routes.</summary>
    public StatusCounts Of(RouteClass of) => new()
    {
        Unauthorized = Count(of, StatusKind.Unauthorized),
        NotFound = Count(of, StatusKind.NotFound),
        Refused = Count(of, StatusKind.Refused),
        Fault = Count(of, StatusKind.Fault),
    };

    private static int Place(RouteClass of, StatusKind kind) => ((int)of * StatusKinds.Count) + (int)kind;

    private int Count(RouteClass of, StatusKind kind)
    {
        lock (gate)
        {
            return seen[Place(of, kind)].Count(clock.GetUtcNow());
        }
    }
}
