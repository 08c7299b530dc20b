using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>What a build needs of a database: made by applying all its migrations to a scratch one and reading the catalog.</summary>
public sealed class SchemaContract
{
    private readonly Dictionary<string, string> origins = new(StringComparer.Ordinal);

    /// <summary>A contract of these steps.</summary>
    public SchemaContract(string engine, string release, IReadOnlyList<ContractStep> steps)
    {
        (Engine, Release, Steps) = (engine, release, steps);
        foreach (var step in steps)
        {
            foreach (var change in step.Changes)
            {
                origins[change.Subject.Key] = step.Step;
            }
        }

        Full = Fold(steps);
        Needs = NeedsOf.Both(Fold(steps.Where(step => !step.Deferred)), Full);
    }

    /// <summary>The engine that it is of: <c>postgres</c> or <c>sqlite</c>.</summary>
    public string Engine { get; }

    /// <summary>Version of the build.</summary>
    public string Release { get; }

    /// <summary>Every migration with what it makes, in order.</summary>
    public IReadOnlyList<ContractStep> Steps { get; }

    /// <summary>The schema once every step has run.</summary>
    public Catalog Full { get; }

    /// <summary>What must be there for this build: it holds before and after the contract steps that this release brings.</summary>
    public Catalog Needs { get; }

    /// <summary>Names what is needed: equal for builds that need the same.</summary>
    public string Digest => Needs.Digest;

    /// <summary>The migration that last made or changed an object; null when none did.</summary>
    public string? OriginOf(CatalogObject needed) => origins.GetValueOrDefault(needed.Key);

    private static Catalog Fold(IEnumerable<ContractStep> steps) =>
        steps.Aggregate(Catalog.Empty, (catalog, step) => catalog.After(step.Changes));
}
