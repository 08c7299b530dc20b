namespace Everlatch.Schema.Runner.Locks;

/// <summary>
/// The lock, while this run holds it. Whoever dies with it loses it at once: a session's end or the kernel releases it.
/// </summary>
internal interface IHeldLock : IAsyncDisposable
{
    /// <summary>Whether it is still held, by the same session that took it.</summary>
    Task<bool> IsHeldAsync(CancellationToken ct);

    /// <summary>Gives it back; false when it was not held any more.</summary>
    Task<bool> ReleaseAsync();
}
