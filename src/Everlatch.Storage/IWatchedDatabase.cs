namespace Everlatch.Storage;

/// <summary>A database of several hosts, or of one that may go away: somebody has to look who answers.</summary>
public interface IWatchedDatabase
{
    /// <summary>Is told when the rung changes; on the thread that found it.</summary>
    event Action<StoreStanding>? StandingChanged;

    /// <summary>Waits until a look is due: about a second, and less when a statement met a fault.</summary>
    Task WaitAsync(CancellationToken ct);

    /// <summary>Looks who answers; at most two seconds.</summary>
    /// <remarks>
    /// Before anybody looks, the only host counts as the primary, and of several each fault makes the next statement look first.
    /// </remarks>
    Task LookAsync(CancellationToken ct);
}
