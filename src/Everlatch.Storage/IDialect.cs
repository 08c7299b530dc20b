namespace Everlatch.Storage;

/// <summary>What truly differs between the engines; everything else is one SQL text.</summary>
public interface IDialect
{
    /// <summary>The folder of this engine's migrations: <c>postgres</c> or <c>sqlite</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Tells other servers, once the transaction commits, that the directory changed. Engines without such a signal are polled.
    /// </summary>
    Task SignalDirectoryChangeAsync(ITransaction transaction, CancellationToken ct);

    /// <summary>
    /// Waits for such a signal, at most for <paramref name="atMost" />. Whoever looks after each return misses no change: it
    /// returns at once when it has only begun to listen, and soon when it cannot. Engines without a signal wait the whole time.
    /// </summary>
    Task WaitForDirectoryChangeAsync(TimeSpan atMost, CancellationToken ct);
}
