using System.Runtime.CompilerServices;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>
/// A foreign key that rows which a statement of before makes or changes may violate, or that keeps it from deleting
/// or renaming what is pointed to.
/// </summary>
internal sealed class ForeignKeyAdded : ProofRule
{
    public override string Name => "foreign-key-added";

    public override string State => "23503";

    public override async IAsyncEnumerable<ProofHit> FindAsync(ProofCase it, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var key in it.After.ForeignKeys)
        {
            var before = it.Before.ForeignKeys.FirstOrDefault(key.PointsLike);
            if (key.Table == it.Table.Name && before is null && it.Touches(Split(key.Columns)))
            {
                yield return new ProofHit(Object(it, key), $"its rows must point to rows that are there now: {key}");
            }

            if (key.Target == it.Table.Name && IsHeld(it, key, before))
            {
                yield return new ProofHit(Object(it, key), $"it may not delete or rename what rows point to now: {key}");
            }
        }
    }

    private static bool IsHeld(ProofCase it, ForeignKeyFact key, ForeignKeyFact? before) =>
        (key.HoldsDelete && before is not { HoldsDelete: true } && it.Table.Deletes)
        || (key.HoldsUpdate && before is not { HoldsUpdate: true }
            && it.Table.Updates is { } set && TargetOf(it, key).Any(set.Contains));

    // SQLite leaves the columns out where the primary key is meant.
    private static IReadOnlyList<string> TargetOf(ProofCase it, ForeignKeyFact key) =>
        Split(key.TargetColumns) is { Length: > 0 } columns
            ? columns
            : ProofCase.Of<CatalogConstraint>(it.After, key.Target)
                .FirstOrDefault(c => c.Promise == ConstraintKind.Primary)?.ColumnNames ?? [];

    private static CatalogObject Object(ProofCase it, ForeignKeyFact key) =>
        (CatalogObject?)ProofCase.Of<CatalogConstraint>(it.After, key.Table)
            .FirstOrDefault(c => c.Promise == ConstraintKind.Foreign && c.Columns == key.Columns)
        ?? it.After.Catalog.Table(key.Table) ?? new CatalogTable(key.Table);

    private static string[] Split(string columns) =>
        columns.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
}
