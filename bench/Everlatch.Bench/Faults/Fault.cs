namespace Everlatch.Bench.Faults;

/// <summary>Something that fails, and comes back.</summary>
/// <param name="Name">As a row and as <c>--fault</c> names it.</param>
/// <param name="Begin">Lets it fail.</param>
/// <param name="End">Lets it come back.</param>
internal sealed record Fault(string Name, Func<TwoRegions, Task> Begin, Func<TwoRegions, Task> End)
{
    /// <summary>What docs/operations/outages.md does not promise while it lasts.</summary>
    public IReadOnlyList<Flow> Unpromised { get; init; } = [];

    /// <summary>What is asked for beside the load while it lasts.</summary>
    public Func<TwoRegions, Callers, People, Promises, Task> Meanwhile { get; init; } = (_, _, _, _) => Task.CompletedTask;
}
