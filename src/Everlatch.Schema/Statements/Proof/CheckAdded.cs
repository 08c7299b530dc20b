using System.Runtime.CompilerServices;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>A check that is new or another one, which rows that a statement of before makes or changes may not pass.</summary>
internal sealed class CheckAdded : ProofRule
{
    public override string Name => "check-added";

    public override string State => "23514";

    public override async IAsyncEnumerable<ProofHit> FindAsync(ProofCase it, [EnumeratorCancellation] CancellationToken ct)
    {
        var before = Checks(it, it.Before).ToList();
        foreach (var check in Checks(it, it.After).Where(check => before.All(b => Condition(b) != Condition(check))))
        {
            if (await MayFailAsync(it, check, ct) && !await IsImpliedAsync(it, before, check, ct))
            {
                yield return new ProofHit(check, $"{check.Path}: {check.Definition} is asked of its rows now");
            }
        }
    }

    private static IEnumerable<CatalogConstraint> Checks(ProofCase it, SchemaFacts facts) =>
        ProofCase.Of<CatalogConstraint>(facts, it.Table.Name).Where(c => c.Promise == ConstraintKind.Check);

    // Whether old rows were looked at makes no difference to new ones.
    private static string Condition(CatalogConstraint check) =>
        check.Definition.Replace(" NOT VALID", "", StringComparison.Ordinal);

    private static async Task<bool> MayFailAsync(ProofCase it, CatalogConstraint check, CancellationToken ct)
    {
        var isAboutNothing = check.ColumnNames.Count == 0 && (it.Table.Inserts ?? it.Table.Updates) is not null;
        return isAboutNothing
            || check.ColumnNames.Any(it.Table.Writes)
            || (it.Table.Inserts is not null
                && !await it.Engine.SatisfyByDefaultAsync(it.Session, check, ColumnsOf(it.After, check), ct));
    }

    private static async Task<bool> IsImpliedAsync(
        ProofCase it, List<CatalogConstraint> before, CatalogConstraint check, CancellationToken ct)
    {
        foreach (var old in before.Where(b => b.ColumnNames.All(c => it.After.Catalog.Column(b.TableName, c) is not null)))
        {
            var columns = ColumnsOf(it.After, old).Union(ColumnsOf(it.After, check));
            if (await it.Engine.ImpliesAsync(it.Session, old, check, [.. columns], ct))
            {
                return true;
            }
        }

        return false;
    }

    private static List<CatalogColumn> ColumnsOf(SchemaFacts facts, CatalogConstraint check) =>
        [.. check.ColumnNames.Select(name => facts.Catalog.Column(check.TableName, name)).OfType<CatalogColumn>()];
}
