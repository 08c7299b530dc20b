using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint.Experiments;

/// <summary>
/// One transaction of a migration as it ran on the shadow: the whole file, or one statement of a file without one.
/// </summary>
/// <param name="Migration">The file.</param>
/// <param name="Effects">What its statements did, in order.</param>
/// <param name="Before">The schema before it.</param>
/// <param name="After">The schema after it.</param>
internal sealed record Trial(Migration Migration, IReadOnlyList<Effect> Effects, Shape Before, Shape After)
{
    /// <summary>
    /// What is different of the catalog once it is over: what a statement did and another undid does not count.
    /// </summary>
    public IReadOnlyList<CatalogChange> Changes { get; } = Before.Catalog.ChangesTo(After.Catalog);

    /// <summary>The statement after which that could not be named any more; null when the experiment did not see it.</summary>
    public SqlText? StatementThatLost(string key) => Effects.LastOrDefault(effect => effect.Lost.Contains(key))?.Statement;

    /// <summary>
    /// The statement that made a constraint what it is for writers, or the last one that touched any other object of this kind
    /// and path; the last of all when none did.
    /// </summary>
    public SqlText StatementOf(string key) =>
        (Effects.LastOrDefault(effect => effect.Changes.Any(change =>
            change.Subject.Key == key && !(change is CatalogChange.Changed && change.Subject is CatalogConstraint)))
        ?? Effects.LastOrDefault(effect => effect.Changes.Any(change => change.Subject.Key == key))
        ?? Effects[^1]).Statement;
}
