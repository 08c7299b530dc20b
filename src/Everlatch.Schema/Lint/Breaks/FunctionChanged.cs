using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A function that does something else now, and that the engine calls in statements of older releases.</summary>
internal sealed class FunctionChanged : BreakRule
{
    public override string Name => "function-changed";

    public override string SafeWay =>
        "A second function beside it, for what is new; a repair that changes nothing for old statements says so in an exception.";

    public override bool IsOfPostgres => true;

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from change in Changed<CatalogOther>(it)
        where change.After.What == "function"
        let callers = it.Trial.Before.Calls.GetValueOrDefault(change.After.Key, [])
        from hit in Hit(
            it,
            change.After.Key,
            older => !older.Knows(change.After) && callers.Any(older.MayName),
            who => $"{change.After.Key} is another now, and {string.Join(", ", callers)} may call it in statements of {who}.")
        select hit;
}
