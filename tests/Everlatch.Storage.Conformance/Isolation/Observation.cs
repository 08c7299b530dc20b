namespace Everlatch.Storage.Conformance.Isolation;

/// <summary>What one run of a statement for one environment did.</summary>
/// <param name="Answer">The rows it returned, or that it was refused.</param>
/// <param name="Reached">How many rows it returned or touched.</param>
/// <param name="OwnRows">The environment's rows afterwards.</param>
/// <param name="OthersRows">The other environment's rows afterwards.</param>
internal sealed record Observation(string Answer, int Reached, string OwnRows, string OthersRows);
