namespace Everlatch.Schema.Runner;

/// <summary>A session that holds what a step needs. Never its query: that may hold what people typed.</summary>
/// <param name="Pid">The server's process.</param>
/// <param name="Application">What it calls itself; empty when it does not.</param>
/// <param name="Age">How long its transaction is open; null when the engine does not tell us.</param>
public sealed record Blocker(long Pid, string Application, TimeSpan? Age)
{
    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"session {Pid}{(Application.Length > 0 ? $" ({Application})" : "")}"
        + (Age is { } age ? $", in a transaction for {Words.Of(age)}" : "");
}
