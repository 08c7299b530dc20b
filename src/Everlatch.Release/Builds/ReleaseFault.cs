namespace Everlatch.Release.Builds;

/// <summary>One reason to refuse a release folder.</summary>
/// <param name="Id">Stable id, such as <c>EL2020</c>, that docs/errors explains.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
public sealed record ReleaseFault(string Id, string Message)
{
    /// <summary>The file concerned, in the folder; null when it is the folder itself.</summary>
    public string? File { get; init; }

    /// <summary>What the manifest says.</summary>
    public string? Expected { get; init; }

    /// <summary>What is there.</summary>
    public string? Found { get; init; }

    /// <summary>One line for a terminal or a log.</summary>
    public override string ToString() =>
        $"{(File is null ? "" : $"{File}: ")}{Id}: {Message}"
            + (Expected is null && Found is null ? "" : $" Expected {Expected ?? "nothing"}, found {Found ?? "nothing"}.");
}
