namespace Everlatch.Storage;

/// <summary>Statements that happen together or not at all. Disposing without commit rolls back.</summary>
public interface ITransaction : IStatements, IAsyncDisposable
{
    /// <summary>Makes all of it durable and visible.</summary>
    Task CommitAsync(CancellationToken ct);
}
