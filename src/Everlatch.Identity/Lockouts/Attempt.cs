using Everlatch.Core.Ids;

namespace Everlatch.Identity.Lockouts;

/// <summary>What was counted for one request, until it is known whether it failed.</summary>
public sealed class Attempt
{
    private readonly List<Count> counts = [];

    internal Attempt(EnvironmentId environment, bool inOutage = false) => (Environment, InOutage) = (environment, inOutage);

    /// <summary>Whether it is counted in memory and in the journal, because no database takes writes.</summary>
    internal bool InOutage { get; }

    /// <summary>Where it is made.</summary>
    internal EnvironmentId Environment { get; }

    /// <summary>What was counted.</summary>
    internal IReadOnlyList<Count> Counts => counts;

    internal void Add(Count count) => counts.Add(count);

    /// <summary>
    /// Says that it failed: whatever happens to the store from here on, it stays counted. Else a store that fails after a guess
    /// was compared would let somebody guess on and on.
    /// </summary>
    internal void Failed() => counts.Clear();
}
