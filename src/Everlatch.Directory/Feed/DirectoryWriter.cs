using Everlatch.Core.Ids;
using Everlatch.Storage;
using Microsoft.Extensions.Logging;

namespace Everlatch.Directory.Feed;

/// <summary>
/// Runs a write that changes the directory: one transaction, its changes recorded last, this server caught up before it returns.
/// </summary>
public sealed partial class DirectoryWriter(
    IDatabase database, IDirectory directory, TimeProvider clock, ILogger<DirectoryWriter> logger)
{
    /// <summary>
    /// Runs <paramref name="act" /> in a transaction. It commits when the act
    /// returns, and nothing of it remains when the act throws.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<DirectoryWrite, Task<T>> act, CancellationToken ct)
    {
        var write = await CommitAsync(act, ct);
        if (write.HasChanges)
        {
            await CatchUpAsync(ct);
        }

        return write.Result;
    }

    private async Task<(T Result, bool HasChanges)> CommitAsync<T>(Func<DirectoryWrite, Task<T>> act, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var write = new DirectoryWrite(transaction);
        var result = await act(write);
        foreach (var (environment, kind, entity) in write.Changes)
        {
            await DirectoryChanges.RecordAsync(transaction, database.Dialect, environment, kind, entity, clock.GetUtcNow(), ct);
        }

        await transaction.CommitAsync(ct);
        return (result, write.Changes.Count > 0);
    }

    // The write is durable by now: a fault here must not be told as a failed write. The feed takes it in when it can.
    private async Task CatchUpAsync(CancellationToken ct)
    {
        try
        {
            await directory.CatchUpAsync(ct);
        }
        catch (StoreFaultException e)
        {
            LogBehind(e);
        }
    }

    [LoggerMessage(2001, LogLevel.Warning, "The directory could not be caught up after a write; the feed will")]
    private partial void LogBehind(Exception e);
}
