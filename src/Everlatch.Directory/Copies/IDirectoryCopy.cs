using Everlatch.Directory.Feed;

namespace Everlatch.Directory.Copies;

/// <summary>What this server keeps of the directory for a start without its database.</summary>
internal interface IDirectoryCopy
{
    /// <summary>Whether the next reading should be of the whole directory, to write the copy anew.</summary>
    bool WantsWhole(DateTimeOffset now);

    /// <summary>Whether it is time to write down that the directory is still the newest.</summary>
    bool WantsAge(DateTimeOffset now);

    /// <summary>Keeps what was read before the schema was known to fit, once it is.</summary>
    void Settle(DateTimeOffset now);

    /// <summary>The directory as the copy has it; null when there is none.</summary>
    /// <exception cref="CopyRefusedException">There is one, which is not to be trusted or cannot be read.</exception>
    Task<DirectorySnapshot?> ReadAsync(CancellationToken ct);

    /// <summary>Begins to write it anew, from a reading of the whole directory.</summary>
    CopyRecording Whole(DirectoryStep step);

    /// <summary>Begins to extend it by a reading of what has changed.</summary>
    CopyRecording Changes(DirectoryStep step);
}
