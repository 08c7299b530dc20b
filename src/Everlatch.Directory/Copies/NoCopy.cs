using Everlatch.Directory.Feed;

namespace Everlatch.Directory.Copies;

/// <summary>A server that keeps none: it starts when its database answers.</summary>
internal sealed class NoCopy : IDirectoryCopy
{
    public bool WantsWhole(DateTimeOffset now) => false;

    public bool WantsAge(DateTimeOffset now) => false;

    public void Settle(DateTimeOffset now)
    {
    }

    public Task<DirectorySnapshot?> ReadAsync(CancellationToken ct) => Task.FromResult<DirectorySnapshot?>(null);

    public CopyRecording Whole(DirectoryStep step) => CopyRecording.None;

    public CopyRecording Changes(DirectoryStep step) => CopyRecording.None;
}
