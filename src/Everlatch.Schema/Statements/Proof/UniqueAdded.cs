using System.Runtime.CompilerServices;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>A uniqueness or exclusion that rows which a statement of before makes or changes may violate.</summary>
internal sealed class UniqueAdded : ProofRule
{
    public override string Name => "unique-added";

    public override string State => "23505";

    public override async IAsyncEnumerable<ProofHit> FindAsync(ProofCase it, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        var before = Uniqueness.Of(it.Before, it.Table.Name).ToList();
        foreach (var unique in Uniqueness.Of(it.After, it.Table.Name).Where(u => !before.Any(u.FollowsFrom) && IsTouched(it, u)))
        {
            yield return new ProofHit(
                unique.By, $"its rows must differ in {string.Join(", ", unique.Columns)} now ({unique.By.Path})");
        }
    }

    // Of an expression nobody says which columns it looks at: any change of a row may be one.
    private static bool IsTouched(ProofCase it, Uniqueness unique)
    {
        var columns = unique.Columns.Where(c => it.After.Catalog.Column(it.Table.Name, c) is not null).ToList();
        return it.Touches(columns)
            || (it.Table.Updates is not null && columns.Count < unique.Columns.Count)
            || (it.Table.Inserts is not null && unique.NullsCollide);
    }
}
