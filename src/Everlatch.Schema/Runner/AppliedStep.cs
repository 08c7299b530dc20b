namespace Everlatch.Schema.Runner;

/// <summary>One step that a run finished and recorded.</summary>
/// <param name="Step">Its name: <c>0007_user_locale.expand</c>.</param>
/// <param name="State">Whether it ran or was found to be there already.</param>
/// <param name="Took">How long it took, retries and rests included.</param>
/// <param name="Rows">Rows that a backfill changed, over all its runs; null for other phases.</param>
public sealed record AppliedStep(string Step, LedgerState State, TimeSpan Took, long? Rows);
