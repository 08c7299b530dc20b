namespace Everlatch.Release.Drill.Traffic;

/// <summary>Somebody who uses a region: a person at a browser, and the machines of the same company.</summary>
public interface IDrillClient : IDisposable
{
    /// <summary>Does once what they do, and tells of each request.</summary>
    Task<IReadOnlyList<DrillRequest>> RunAsync(CancellationToken ct);
}
