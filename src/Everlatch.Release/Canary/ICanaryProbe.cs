namespace Everlatch.Release.Canary;

/// <summary>Does what people and machines do, with credentials that are known to be good, at one slot's servers.</summary>
public interface ICanaryProbe
{
    /// <summary>
    /// Does each of its probes once at both slots, at the same moment, so that what fails for a reason of both is seen to.
    /// </summary>
    Task<ProbeRound> RunAsync(CancellationToken ct);
}
