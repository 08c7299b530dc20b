using System.Data.Common;

namespace Everlatch.Storage.Schema;

/// <summary>Lets one runner at a time change the schema; the engine or the kernel releases it when the holder dies.</summary>
internal interface ISchemaLock
{
    /// <summary>Waits, at most a minute, for the lock.</summary>
    /// <exception cref="TimeoutException">Another runner still holds it.</exception>
    Task<IAsyncDisposable> AcquireAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Whether any migration was ever recorded here.</summary>
    Task<bool> HasHistoryAsync(DbConnection connection, CancellationToken ct);
}
