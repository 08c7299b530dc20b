using Everlatch.Core.Secrets;
using Everlatch.Directory.Feed;
using Microsoft.Extensions.Logging;

namespace Everlatch.Directory.Copies;

/// <summary>
/// Keeps what this server read of the directory in a sealed file, so that it can start while the database does not answer.
/// </summary>
/// <remarks>
/// The file holds the database's answers, not our values: whatever is made of them is made again by the code that made it first.
/// It is written when the directory is read whole, and extended with each change. Nothing here ever fails a reading: a disk that
/// is full leaves an older copy, which is what its age says.
/// </remarks>
internal sealed partial class DirectoryCopy(
    CopyFile file,
    byte[] fingerprint,
    CopyTerms terms,
    MasterKey master,
    ReadDirectory read,
    ILogger<DirectoryCopy> logger)
    : IDirectoryCopy, IDisposable
{
    /// <summary>How much older than the directory a copy of it may say that it is.</summary>
    public static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    // Writing it anew needs a reading of everything.
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(5);

    // Read whole again when changes take more room than what they changed, and than this.
    private const long RoomForChanges = 4 * 1024 * 1024;

    private FileStream? stream;
    private SealedFrames? frames;
    private bool isKept;
    private long whole;
    private DateTimeOffset saidAt;
    private DateTimeOffset failedAt;

    public bool WantsWhole(DateTimeOffset now) => frames is null
        ? now - failedAt >= TryAgainAfter
        : frames.Here.Position - whole > Math.Max(whole, RoomForChanges);

    public bool WantsAge(DateTimeOffset now) => frames is not null && now - saidAt >= Precision;

    public async Task<DirectorySnapshot?> ReadAsync(CancellationToken ct)
    {
        Leave();
        try
        {
            stream = file.OpenToExtend();
            return stream is null ? null : await ReplayAsync(stream, ct);
        }
        catch (SealedFramesException e)
        {
            throw new CopyRefusedException(e.Because, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CopyRefusedException("it cannot be read", e);
        }
        finally
        {
            if (frames is null)
            {
                Leave();
            }
        }
    }

    public CopyRecording Whole(DirectoryStep step)
    {
        Leave();
        try
        {
            stream = file.CreateNew();
            var begun = new SealedFrames(stream, master, CopyFile.Kind);
            begun.Begin(fingerprint);
            var recording = new CopyRecording(new CopyWriter(begun), e => Fail(step.AsOf, e), () =>
            {
                (frames, whole, saidAt, isKept) = (begun, begun.Here.Position, step.AsOf, false);
                KeepWhenFit();
            });
            recording.Begin(step);
            return recording;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail(step.AsOf, e);
            return CopyRecording.None;
        }
    }

    public CopyRecording Changes(DirectoryStep step)
    {
        if (frames is not { } extended)
        {
            return CopyRecording.None;
        }

        // What is kept holds nothing that was read on a schema which is not known to fit.
        if (isKept && !terms.MayKeep())
        {
            Leave();
            return CopyRecording.None;
        }

        var before = extended.Here;
        var recording = new CopyRecording(new CopyWriter(extended), Undo, () =>
        {
            stream!.Flush();
            saidAt = step.AsOf;
        });
        recording.Begin(step);
        return recording;

        // The database failed in the middle: the next reading begins where this one did. The disk did: this copy ends here.
        void Undo(Exception? e)
        {
            if (e is null)
            {
                extended.CutTo(before);
            }
            else
            {
                Fail(step.AsOf, e);
            }
        }
    }

    public void Settle(DateTimeOffset now)
    {
        try
        {
            KeepWhenFit();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail(now, e);
        }
    }

    public void Dispose()
    {
        Leave();
        file.Dispose();
    }

    private async Task<DirectorySnapshot?> ReplayAsync(FileStream opened, CancellationToken ct)
    {
        var reading = new SealedFrames(opened, master, CopyFile.Kind);
        reading.ReadHead(fingerprint);
        var reader = new CopyReader(reading);
        var statements = new ReplayedStatements(reader);
        var snapshot = default(DirectorySnapshot);
        while (reader.Next() is { } step)
        {
            if (snapshot is null)
            {
                snapshot = await read.WholeAsync(step, statements, ct);
                whole = reader.End.Position;
            }
            else
            {
                snapshot = await read.ChangesAsync(snapshot, step, statements, ct);
            }

            saidAt = step.AsOf;
        }

        if (snapshot is not null)
        {
            // What a power cut left after the last whole step goes; the next change is written in its place.
            reading.CutTo(reader.End);
            (frames, isKept) = (reading, true);
        }

        return snapshot;
    }

    private void KeepWhenFit()
    {
        if (frames is not null && !isKept && terms.MayKeep())
        {
            file.Keep(stream!);
            isKept = true;
        }
    }

    private void Fail(DateTimeOffset now, Exception? because)
    {
        Leave();
        failedAt = now;
        if (because is not null)
        {
            LogFailed(because);
        }
    }

    private void Leave()
    {
        frames = null;
        stream?.Dispose();
        stream = null;
    }

    [LoggerMessage(2004, LogLevel.Warning, "The copy of the directory cannot be written; the last one that could be stays")]
    private partial void LogFailed(Exception e);
}
