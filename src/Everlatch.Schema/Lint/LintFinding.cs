namespace Everlatch.Schema.Lint;

/// <summary>One thing that the experiment found in a migration.</summary>
public sealed record LintFinding
{
    /// <summary>The rule, such as <c>index-not-concurrent</c>; docs/lint has a page of that name.</summary>
    public required string Rule { get; init; }

    /// <summary>What it is about.</summary>
    public required LintClass Class { get; init; }

    /// <summary>The file, relative to the folder that holds <c>Migrations</c>.</summary>
    public required string File { get; init; }

    /// <summary>The line that the statement begins on, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>What was measured, in one sentence.</summary>
    public required string Measured { get; init; }

    /// <summary>How to reach the same safely, in one sentence.</summary>
    public required string SafeWay { get; init; }

    /// <summary>Whether it refuses the migration unless it is accepted.</summary>
    public required bool Refuses { get; init; }

    /// <summary>The reason that the file gives for accepting it; null when it does not.</summary>
    public string? Accepted { get; init; }

    /// <summary>Whether it stands in the way.</summary>
    public bool Stands => Refuses && Accepted is null;
}
