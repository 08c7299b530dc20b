namespace Everlatch.Schema.Runner.Plans;

/// <summary>A plan with what a run needs besides.</summary>
/// <param name="Public">The plan.</param>
/// <param name="History">The ledger as it was read for it.</param>
internal sealed record FullPlan(SchemaPlan Public, IReadOnlyList<LedgerEntry> History)
{
    /// <summary>Whether the database holds nothing of this build's yet.</summary>
    public bool IsFirst { get; init; }

    /// <summary>The ledger's row of a step; null without one.</summary>
    public LedgerEntry? Find(string step) => History.FirstOrDefault(entry => entry.Step == step);
}
