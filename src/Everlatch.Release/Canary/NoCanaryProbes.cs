namespace Everlatch.Release.Canary;

/// <summary>No probes, where the host brings none.</summary>
internal sealed class NoCanaryProbes : ICanaryProbes
{
    /// <inheritdoc />
    public ICanaryProbe? Between(IReadOnlyList<string> canary, IReadOnlyList<string> baseline) => null;
}
