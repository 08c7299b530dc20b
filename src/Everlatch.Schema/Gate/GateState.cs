using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Gate;

/// <summary>What a server knows about its schema at one moment.</summary>
public sealed record GateState
{
    /// <summary>Whether it may take traffic.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The last verdict; null before there was one.</summary>
    public SchemaVerdict? Verdict { get; init; }

    /// <summary>Why it takes no traffic, in one sentence; null when it does.</summary>
    public string? Because { get; init; }

    /// <summary>Id of what went wrong, where it is no verdict: docs/errors explains it.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What a person has to run; null when nothing is to be done.</summary>
    public string? Mend { get; init; }

    /// <summary>When the database was last looked at; null before it was.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>How long that look took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Whether it takes traffic although nobody could look at its database yet.</summary>
    public bool IsUnseen => IsOpen && Verdict is null;

    /// <summary>The state of a server that has only begun.</summary>
    internal static GateState Begun { get; } = new() { Because = "The schema was not looked at yet." };

    /// <summary>
    /// The state in one word: <c>fits</c>, <c>newer</c>, <c>missing</c>, <c>foreign</c>, <c>mismatch</c> or <c>unknown</c>.
    /// </summary>
    public string Word => this switch
    {
        { Verdict: null } => "unknown",
        { IsOpen: false, Verdict.IsFit: true } => "mismatch",
        _ => Verdict.Kind.ToString().ToLowerInvariant(),
    };

    /// <summary>What keeps it from taking traffic, a sentence each and a dozen at most; empty when it does.</summary>
    public IReadOnlyList<string> Reasons => IsOpen ? [] : Sentences.Of(this);
}
