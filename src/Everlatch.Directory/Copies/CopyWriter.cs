using System.Text.Json;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Feed;
using Everlatch.Storage;

namespace Everlatch.Directory.Copies;

/// <summary>Writes the steps of a copy: what begins one, the answers that it got, its end.</summary>
internal sealed class CopyWriter(SealedFrames frames)
{
    // A frame is sealed as one: its rows are in memory twice for as long as that takes.
    private const int RowsOfAFrame = 2_000;

    // Rows with a client's keys can be large: rows that are longer together go into frames of their own.
    private const int MaxLength = SealedFrames.MaxLength / 8;

    /// <summary>Begins a step.</summary>
    public void Begin(DirectoryStep step)
    {
        using var plain = Plain(CopyFrame.Step, step);
        Write(plain);
    }

    /// <summary>Adds the answer to a statement.</summary>
    public void Answer<T>(Statement statement, IReadOnlyList<T> rows)
    {
        for (var from = 0; from == 0 || from < rows.Count; from += RowsOfAFrame)
        {
            Answer(statement, rows, from, Math.Min(RowsOfAFrame, rows.Count - from));
        }
    }

    /// <summary>Ends the step. One without an end did not happen.</summary>
    public void End() => frames.Write([(byte)CopyFrame.End]);

    private void Answer<T>(Statement statement, IReadOnlyList<T> rows, int from, int count)
    {
        var some = rows.Skip(from).Take(count).ToList();
        using (var plain = Plain(CopyFrame.Answer, new CopyAnswer<T>(statement.Name, some, from + count < rows.Count)))
        {
            if (plain.Length <= MaxLength || count == 1)
            {
                Write(plain);
                return;
            }
        }

        var half = count / 2;
        Answer(statement, rows, from, half);
        Answer(statement, rows, from + half, count - half);
    }

    private void Write(MemoryStream plain) => frames.Write(plain.GetBuffer().AsSpan(0, (int)plain.Length));

    private static MemoryStream Plain<T>(CopyFrame kind, T value)
    {
        var plain = new MemoryStream();
        plain.WriteByte((byte)kind);
        JsonSerializer.Serialize(plain, value, CopyJson.Options);
        return plain;
    }
}
