namespace Everlatch.Schema.Statements.Proof;

/// <summary>One way in which a schema comes to refuse rows that it took before.</summary>
internal abstract class ProofRule
{
    /// <summary>Its name: the one that the lint has for the same change, so that one exception is good for both.</summary>
    public abstract string Name { get; }

    /// <summary>The SQLSTATE that the rows would meet.</summary>
    public abstract string State { get; }

    /// <summary>Whether a step's header may say why it does no harm.</summary>
    public virtual bool MayBeAccepted => true;

    /// <summary>What refuses rows of the statement.</summary>
    public abstract IAsyncEnumerable<ProofHit> FindAsync(ProofCase it, CancellationToken ct);
}
