using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>
/// Something that an older release needs and would not find as it needs it, so that the gate of its servers closes. It is the
/// gate's own verdict on the schema as the migration leaves it.
/// </summary>
internal sealed class GateCloses : BreakRule
{
    // The ledger knows by then that a newer release was here, which the gate takes into account.
    private const string NewerStep = "the migration that is tried";

    public override string Name => "gate-closes";

    public override string SafeWay =>
        "Leave it as it is and add another beside it; "
        + "or a contract step, once no server of that release lives and none may come back.";

    public override bool IsLast => true;

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from older in it.Older
        let before = Complaints(older.Contract, it.Trial.Before.Catalog)
        from complaint in Complaints(older.Contract, it.Trial.After.Catalog)
        where !before.ContainsKey(complaint.Key)
        select new LintHit(
            it.Trial.StatementOf(complaint.Key), $"The gate of {older.Name} closes: {complaint.Value}", complaint.Key);

    private static Dictionary<string, string> Complaints(SchemaContract contract, Catalog live)
    {
        var verdict = SchemaVerdict.Of(contract, live, [.. contract.Steps.Select(step => step.Step), NewerStep]);
        return verdict.Missing.Select(
            m => (m.Needed.Key, Say: $"it needs {m.Needed} and finds {(m.Found is { } found ? found.ToString() : "none")}."))
            .Concat(verdict.Foreign.Select(f => (f.Found.Key, Say: $"{f.Because} It finds {f.Found}.")))
            .DistinctBy(complaint => complaint.Key)
            .ToDictionary(complaint => complaint.Key, complaint => complaint.Say, StringComparer.Ordinal);
    }
}
