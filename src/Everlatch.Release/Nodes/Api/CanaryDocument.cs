namespace Everlatch.Release.Nodes.Api;

/// <summary>What a node's judge says of the release that traffic is lent to, or was lent to last.</summary>
public sealed record CanaryDocument
{
    /// <summary>Its slot.</summary>
    public required string Slot { get; init; }

    /// <summary>Its share when it was judged, in per cent.</summary>
    public required int Share { get; init; }

    /// <summary>The turn in which it was.</summary>
    public required long Turn { get; init; }

    /// <summary>How long it was watched with these shares.</summary>
    public required double Seconds { get; init; }

    /// <summary><c>pass</c>, <c>fail</c>, or <c>pause</c>: nobody can say.</summary>
    public required string Verdict { get; init; }

    /// <summary>What the verdict follows from, each a sentence with its figures.</summary>
    public required IReadOnlyList<string> Because { get; init; }
}
