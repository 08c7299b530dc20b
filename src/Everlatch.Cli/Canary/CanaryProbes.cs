using Everlatch.Release.Canary;
using Everlatch.Release.Nodes;
using Everlatch.Watch.Probes;

namespace Everlatch.Cli.Canary;

/// <summary>The probes of the watch, for the judge of a node, where it was given credentials.</summary>
internal sealed class CanaryProbes(NodeOptions options, TimeProvider clock) : ICanaryProbes
{
    // Read as the node starts: credentials that cannot be used are no surprise of the next deploy.
    private readonly ProbeCredentials? credentials =
        options.ProbesFile.Length > 0 ? ReadCredentials.From(options.ProbesFile) : null;

    /// <inheritdoc />
    public ICanaryProbe? Between(IReadOnlyList<string> canary, IReadOnlyList<string> baseline) =>
        credentials is { } known ? new SlotProbes(canary, baseline, known, clock) : null;
}
