namespace Everlatch.Storage;

/// <summary>Where the store stands.</summary>
/// <param name="Rung">The rung in force.</param>
/// <param name="Returns">
/// How often it came back to the top since the start. Who notes it and finds another knows that writes may have been lost since,
/// as when a standby was made the primary before it had all of them.
/// </param>
/// <param name="IsNewest">
/// Whether an answer is the newest: always on the top rung, never a standby's, and that of a primary which refuses writes.
/// </param>
public readonly record struct StoreStanding(StoreRung Rung, int Returns, bool IsNewest)
{
    /// <summary>The top rung from the beginning on.</summary>
    public static StoreStanding Top { get; } = new(StoreRung.Primary, 0, IsNewest: true);

    /// <summary>Whether writes are taken.</summary>
    public bool IsTop => Rung == StoreRung.Primary;
}
