namespace Everlatch.Release.Rollback;

/// <summary>What came of taking traffic back at a node.</summary>
/// <param name="Region">Its region.</param>
/// <param name="Node">Its address.</param>
/// <param name="Live">The version that has the traffic; null when the node did not do it.</param>
/// <param name="From">The version that had it; null when the node did not say.</param>
/// <param name="TookSeconds">From the order to the answer: by then the edges' file says so.</param>
/// <param name="Id">The error id when it did not.</param>
/// <param name="Because">Why it did not.</param>
public sealed record NodeReturn(
    string Region, string Node, string? Live, string? From, double TookSeconds, string? Id = null, string? Because = null);
