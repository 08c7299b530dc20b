using System.Text.Json;
using Everlatch.Directory.Feed;
using Everlatch.Storage;

namespace Everlatch.Directory.Copies;

/// <summary>Writes the steps of a copy: what begins one, the answers that it got, its end.</summary>
internal sealed class CopyWriter(CopyFrames frames)
{
    // A frame is sealed as one: its rows are in memory twice for as long as that takes.
    private const int RowsOfAFrame = 2_000;

    /// <summary>Begins a step.</summary>
    public void Begin(DirectoryStep step) => Write(CopyFrame.Step, step);

    /// <summary>Adds the answer to a statement.</summary>
    public void Answer<T>(Statement statement, IReadOnlyList<T> rows)
    {
        for (var from = 0; from == 0 || from < rows.Count; from += RowsOfAFrame)
        {
            var some = rows.Skip(from).Take(RowsOfAFrame).ToList();
            Write(CopyFrame.Answer, new CopyAnswer<T>(statement.Name, some, from + some.Count < rows.Count));
        }
    }

    /// <summary>Ends a step. One without an end did not happen.</summary>
    public void End() => frames.Write([(byte)CopyFrame.End]);

    private void Write<T>(CopyFrame kind, T value)
    {
        using var plain = new MemoryStream();
        plain.WriteByte((byte)kind);
        JsonSerializer.Serialize(plain, value, CopyJson.Options);
        frames.Write(plain.GetBuffer().AsSpan(0, (int)plain.Length));
    }
}
