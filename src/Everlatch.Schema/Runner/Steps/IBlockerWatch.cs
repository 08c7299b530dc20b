namespace Everlatch.Schema.Runner.Steps;

/// <summary>Looks who makes a session wait, while it waits.</summary>
internal interface IBlockerWatch : IAsyncDisposable
{
    /// <summary>Those that were seen.</summary>
    IReadOnlyList<Blocker> Seen { get; }
}
