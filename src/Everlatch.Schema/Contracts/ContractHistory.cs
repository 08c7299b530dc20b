using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>What the steps of a contract made of each object.</summary>
internal sealed class ContractHistory(IReadOnlyList<ContractStep> steps)
{
    private readonly ILookup<string, Event> events = steps
        .SelectMany(step => step.Changes.Select(change => new Event(step, change)))
        .ToLookup(happened => happened.Change.Subject.Key, StringComparer.Ordinal);

    /// <summary>All that happened to the object of that kind and path, in order.</summary>
    public IEnumerable<Event> Of(string key) => events[key];

    /// <summary>Whether a step ever made it look like this.</summary>
    public bool Made(CatalogObject shape) =>
        events[shape.Key].Any(happened => happened.Change is not CatalogChange.Removed && happened.Change.Subject == shape);

    /// <summary>The step that makes what is needed out of nothing, or out of an older shape; null when none does.</summary>
    public string? MadeBy(string key, bool outOfNothing) => events[key]
        .Where(happened => !happened.Step.Deferred && (outOfNothing
            ? happened.Change is CatalogChange.Added
            : happened.Change is not CatalogChange.Removed))
        .LastOrDefault()?.Step.Step;

    /// <summary>The step that takes it away in the end; null when none does.</summary>
    public string? RemovedBy(string key) =>
        events[key].LastOrDefault() is { Change: CatalogChange.Removed } last ? last.Step.Step : null;

    /// <summary>One change by one step.</summary>
    internal sealed record Event(ContractStep Step, CatalogChange Change);
}
