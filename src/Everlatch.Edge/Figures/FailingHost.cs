using Everlatch.Core.Figures;

namespace Everlatch.Edge.Figures;

/// <summary>The failures of one host; its list locks.</summary>
/// <param name="host">The host.</param>
/// <param name="inherited">How high the one stood whose place it took.</param>
internal sealed class FailingHost(string host, long inherited)
{
    private readonly long[] counts = new long[StatusKinds.Count];
    private readonly long[] clients = new long[ClientParts.Count];

    /// <summary>Its name.</summary>
    public string Host => host;

    /// <summary>Its place in the order.</summary>
    public long Rank { get; private set; } = inherited;

    /// <summary>Counts one more.</summary>
    public void Count(StatusKind kind, int part)
    {
        Rank++;
        counts[(int)kind]++;
        clients[part]++;
    }

    /// <summary>What was counted.</summary>
    public HostFailures Read() => new()
    {
        Host = host,
        Unauthorized = counts[(int)StatusKind.Unauthorized],
        NotFound = counts[(int)StatusKind.NotFound],
        Refused = counts[(int)StatusKind.Refused],
        Fault = counts[(int)StatusKind.Fault],
        RefusalsOfOne = counts[(int)StatusKind.Fault] > 0 ? 0 : clients.Max(),
        FaultsOfOne = counts[(int)StatusKind.Fault] > 0 ? clients.Max() : 0,
    };
}
