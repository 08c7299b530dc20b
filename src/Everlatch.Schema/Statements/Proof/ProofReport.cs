namespace Everlatch.Schema.Statements.Proof;

/// <summary>What a proof came to.</summary>
public sealed record ProofReport
{
    /// <summary>The pending steps that were run on the copy, in order.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>The releases whose statements were tried: those that are kept from the oldest, then this build.</summary>
    public IReadOnlyList<ProvenRelease> Releases { get; init; } = [];

    /// <summary>What would fail.</summary>
    public IReadOnlyList<ProofFailure> Failures { get; init; } = [];

    /// <summary>What would, and a step's header says why it does not.</summary>
    public IReadOnlyList<ProofFailure> Accepted { get; init; } = [];

    /// <summary>Whether every statement goes on working.</summary>
    public bool Holds => Failures.Count == 0;
}
