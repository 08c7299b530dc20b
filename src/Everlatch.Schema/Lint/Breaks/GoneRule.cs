using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A rule about names of one kind that statements cannot use any more.</summary>
internal abstract class GoneRule : BreakRule
{
    /// <summary>The kind: <c>table</c>, <c>column</c>, <c>view</c> …</summary>
    protected abstract string Kind { get; }

    /// <summary>Whether it is about those that have another name now, or about those that are gone.</summary>
    protected abstract bool Renamed { get; }

    /// <summary>What of the object is gone with something larger, which is its own finding.</summary>
    protected virtual bool GoesWithAnother(LintCase it, string key) => false;

    public sealed override IEnumerable<LintHit> Check(LintCase it) =>
        from gone in it.Trial.Before.GoneIn(it.Trial.After, Kind)
        where (gone.Now is not null) == Renamed && !GoesWithAnother(it, gone.Key)
        let who = it.Who(older => older.MayName(gone.Key))
        where who is not null
        select new LintHit(
            it.Trial.StatementThatLost(gone.Key) ?? it.Trial.StatementOf(Holder(gone.Key)),
            gone.Now is null
                ? $"{gone.Key} is gone; {who} may name it."
                : $"{gone.Key} is called {gone.Now[(Kind.Length + 1)..]} now; {who} may name it.",
            Holder(gone.Key));

    // What a statement changed of the catalog when it changed that: a view for its columns, an enum for its values.
    private string Holder(string key) => Kind switch
    {
        "view-column" => $"view {key["view-column ".Length..key.LastIndexOf('.')]}",
        "enum-value" => $"enum {key["enum-value ".Length..key.LastIndexOf('.')]}",
        _ => key,
    };

    /// <summary>Whether the object that a part belongs to is gone itself, under its name.</summary>
    protected static bool WholeIsGone(LintCase it, string key, string kindOfWhole, string kind)
    {
        var whole = $"{kindOfWhole} {key[(kind.Length + 1)..key.LastIndexOf('.')]}";
        return Has(it.Trial.Before, whole) && !Has(it.Trial.After, whole);
    }

    private static bool Has(Shape shape, string key) => shape.Names.Values.Contains(key) || shape.Catalog.Find(key) is not null;
}
