using System.Runtime.CompilerServices;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>
/// A column that is gone, which a statement of before names and which the engine does not miss: in a subquery a column of the
/// same name in a table further out takes its place, and the statement means something else.
/// </summary>
internal sealed class ColumnDropped : ProofRule
{
    public override string Name => "column-dropped";

    public override string State => "42703";

    public override bool MayBeAccepted => false;

    public override async IAsyncEnumerable<ProofHit> FindAsync(ProofCase it, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var name in it.Table.Names.Where(name => it.After.Catalog.Column(it.Table.Name, name) is null))
        {
            if (it.Before.Catalog.Column(it.Table.Name, name) is { } column)
            {
                yield return new ProofHit(
                    column, $"{column.Path} is gone, and a column of that name in another table is taken for it");
            }
        }
    }
}
