namespace Everlatch.Schema.Runner.Servers;

/// <summary>A sign that is shown until this is disposed of, or the process dies.</summary>
internal interface IShownSign : IAsyncDisposable
{
    /// <summary>Whether it can still be seen.</summary>
    Task<bool> IsSeenAsync(CancellationToken ct);
}
