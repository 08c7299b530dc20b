using System.Runtime.CompilerServices;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>A column of another type that does not hold every old value as it was, which a statement of before names.</summary>
internal sealed class TypeChanged : ProofRule
{
    public override string Name => "type-changed";

    public override string State => "42804";

    public override async IAsyncEnumerable<ProofHit> FindAsync(ProofCase it, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var (was, column) in it.Kept.Where(c => c.Was.Type != c.Is.Type && IsNamed(it, c.Is.Name)))
        {
            if (!await it.Engine.WidensAsync(it.Session, was.Type, column.Type, ct))
            {
                yield return new ProofHit(
                    column, $"{column.Path} is {column.Type} and no longer {was.Type}, and the statement names it");
            }
        }
    }

    private static bool IsNamed(ProofCase it, string column) => it.Table.Names.Contains(column) || it.Table.Writes(column);
}
