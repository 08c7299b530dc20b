namespace Everlatch.Directory;

/// <summary>The in-memory read model. Reading it is a field access: no lock, no I/O.</summary>
public interface IDirectory
{
    /// <summary>The newest snapshot this server has.</summary>
    DirectorySnapshot Current { get; }

    /// <summary>Whether that is this server's own copy, and the database did not answer since this server began.</summary>
    bool IsCopy { get; }

    /// <summary>Takes in every change committed before the call, so that a writer reads its own write.</summary>
    Task CatchUpAsync(CancellationToken ct);
}
