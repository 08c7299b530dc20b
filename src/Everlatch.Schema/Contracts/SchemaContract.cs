using System.Security.Cryptography;
using System.Text;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>
/// What a build needs of a database: made by applying all its migrations to a scratch one and reading the catalog.
/// </summary>
public sealed class SchemaContract
{
    /// <summary>A contract of these steps.</summary>
    public SchemaContract(string engine, string release, IReadOnlyList<ContractStep> steps)
    {
        (Engine, Release, Steps) = (engine, release, steps);
        Full = Fold(steps);
        var before = Fold(steps.Where(step => !step.Deferred));
        States = [.. StatesFrom(before, [.. steps.Where(step => step.Deferred)]), Full];
        Needs = NeedsOf.Both(before, Full);
        History = new ContractHistory(steps);
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(NeedsText.Of(this))));
    }

    /// <summary>The engine that it is of: <c>postgres</c> or <c>sqlite</c>.</summary>
    public string Engine { get; }

    /// <summary>Version of the build.</summary>
    public string Release { get; }

    /// <summary>Every migration with what it makes, in order.</summary>
    public IReadOnlyList<ContractStep> Steps { get; }

    /// <summary>The schema once every step has run.</summary>
    public Catalog Full { get; }

    /// <summary>
    /// What must be there for this build: it holds before and after the contract steps that this release brings.
    /// </summary>
    public Catalog Needs { get; }

    /// <summary>Names what is needed: equal for builds that need the same.</summary>
    public string Digest { get; }

    /// <summary>
    /// What the names of triggers begin with that come and go; see <see cref="SchemaSource.PassingTriggers" />.
    /// </summary>
    internal string PassingTriggers { get; private init; } = "";

    /// <summary>The schemas that this build lives with: before its deferred steps, after each of them, and after all.</summary>
    internal IReadOnlyList<Catalog> States { get; }

    /// <summary>What the steps made of each object, one after the other.</summary>
    internal ContractHistory History { get; }

    /// <summary>The migration that last made or changed an object; null when none did.</summary>
    public string? OriginOf(CatalogObject needed) => History.Of(needed.Key).LastOrDefault()?.Step.Step;

    /// <summary>The same, with triggers that come and go.</summary>
    internal SchemaContract WithPassing(string triggers) =>
        triggers.Length == 0 ? this : new SchemaContract(Engine, Release, Steps) { PassingTriggers = triggers };

    private static Catalog Fold(IEnumerable<ContractStep> steps) =>
        steps.Aggregate(Catalog.Empty, (catalog, step) => catalog.After(step.Changes));

    private static IEnumerable<Catalog> StatesFrom(Catalog before, IReadOnlyList<ContractStep> deferred)
    {
        yield return before;
        foreach (var step in deferred)
        {
            before = before.After(step.Changes);
            yield return before;
        }
    }
}
