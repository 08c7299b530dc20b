namespace Everlatch.Schema.Statements.Proof;

/// <summary>A statement that the engine would refuse, now or for some rows.</summary>
/// <param name="Release">The release that sends it.</param>
/// <param name="Statement">Its name.</param>
/// <param name="Rule">
/// <c>prepare</c> when the engine refuses the statement itself; else what the schema has become, in the words of the lint:
/// <c>required-column</c>, <c>not-null-added</c> …
/// </param>
/// <param name="State">The SQLSTATE of the refusal, or the result code on an engine without.</param>
/// <param name="Message">What is refused and why.</param>
public sealed record ProofFailure(string Release, string Statement, string Rule, string State, string Message)
{
    /// <summary>The rule of a refused statement.</summary>
    public const string Prepare = "prepare";

    /// <summary>The column, constraint or index that it is about; null for a refused statement.</summary>
    public string? Changed { get; init; }

    /// <summary>The step that made it what it is; null when no step of this build did.</summary>
    public string? Step { get; init; }

    /// <summary>Why that step's header accepts it; null when it does not.</summary>
    public string? AcceptedBecause { get; init; }
}
