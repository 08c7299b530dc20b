using Everlatch.Directory.Feed;
using Everlatch.Storage;

namespace Everlatch.Directory.Copies;

/// <summary>
/// One reading of the directory, written into a copy while it happens. A disk that fails does not fail the reading.
/// </summary>
internal sealed class CopyRecording : IDisposable
{
    /// <summary>A reading that nobody keeps.</summary>
    public static readonly CopyRecording None = new(null, _ => { }, () => { });

    private readonly Action<Exception?> fail;
    private readonly Action keep;
    private CopyWriter? writer;

    /// <param name="writer">Where it is written; null where nothing is.</param>
    /// <param name="fail">Is told, once, when it could not be written, or was not completed.</param>
    /// <param name="keep">Makes what was written last.</param>
    public CopyRecording(CopyWriter? writer, Action<Exception?> fail, Action keep) =>
        (this.writer, this.fail, this.keep) = (writer, fail, keep);

    /// <summary>Has the answers of a database recorded.</summary>
    public IStatements Over(IStatements database) => writer is null ? database : new RecordingStatements(database, this);

    /// <summary>Adds what begins the step.</summary>
    public void Begin(DirectoryStep step) => Try(copy => copy.Begin(step));

    /// <summary>Adds an answer.</summary>
    public void Answer<T>(Statement statement, IReadOnlyList<T> rows) => Try(copy => copy.Answer(statement, rows));

    /// <summary>Ends the step: from here on it is part of the copy.</summary>
    public void Complete()
    {
        Try(copy =>
        {
            copy.End();
            keep();
        });
        writer = null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (writer is not null)
        {
            writer = null;
            fail(null);
        }
    }

    private void Try(Action<CopyWriter> write)
    {
        if (writer is null)
        {
            return;
        }

        try
        {
            write(writer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            writer = null;
            fail(e);
        }
    }
}
