using System.Runtime.CompilerServices;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>A rule about single columns that needs nothing but both catalogs.</summary>
internal abstract class ColumnRule : ProofRule
{
    /// <summary>What a column refuses; null when nothing.</summary>
    /// <param name="it">The statement and its table.</param>
    /// <param name="was">The column before; null for a new one.</param>
    /// <param name="column">The column.</param>
    public abstract string? Refuses(ProofCase it, CatalogColumn? was, CatalogColumn column);

    public sealed override async IAsyncEnumerable<ProofHit> FindAsync(ProofCase it, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var column in it.Columns)
        {
            if (Refuses(it, it.Before.Catalog.Column(it.Table.Name, column.Name), column) is { } message)
            {
                yield return new ProofHit(column, message);
            }
        }
    }
}
