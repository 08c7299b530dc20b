using Everlatch.Core.Secrets;

namespace Everlatch.Server;

/// <summary>What a verb decides about the server that it starts; everything else is configuration.</summary>
public sealed record ServerStart
{
    /// <summary>Settings that win over the environment's.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The master key; null reads it from where the configuration says.</summary>
    public MasterKey? MasterKey { get; init; }

    /// <summary>
    /// Whether logs are short lines for a person at a terminal, on standard error, rather than JSON for machines.
    /// </summary>
    public bool ForPeople { get; init; }

    /// <summary>What a person has to run when the database lacks something of the schema.</summary>
    public string MendCommand { get; init; } = "everlatch schema apply";

    /// <summary>Services that replace the usual ones.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };
}
