namespace Everlatch.Edge;

/// <summary>What a verb decides about the edge that it starts; everything else is configuration.</summary>
public sealed record EdgeStart
{
    /// <summary>Settings that win over the environment's.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// Whether logs are short lines for a person at a terminal, on standard error, rather than JSON for machines.
    /// </summary>
    public bool ForPeople { get; init; }

    /// <summary>Services that replace the usual ones: routes and certificates of another source.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };
}
