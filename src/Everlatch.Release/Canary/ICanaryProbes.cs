namespace Everlatch.Release.Canary;

/// <summary>Makes probes for the servers of two slots.</summary>
public interface ICanaryProbes
{
    /// <summary>Probes of servers behind their Unix sockets; null when nobody gave credentials for them.</summary>
    /// <param name="canary">The sockets of the new release's servers.</param>
    /// <param name="baseline">The sockets of the old one's.</param>
    ICanaryProbe? Between(IReadOnlyList<string> canary, IReadOnlyList<string> baseline);
}
