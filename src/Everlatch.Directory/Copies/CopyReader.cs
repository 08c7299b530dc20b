using System.Text.Json;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Feed;
using Everlatch.Storage;

namespace Everlatch.Directory.Copies;

/// <summary>Reads the steps of a copy back. A step is offered only when its end is there.</summary>
internal sealed class CopyReader(SealedFrames frames)
{
    private readonly Queue<byte[]> answers = new();

    /// <summary>Where the last whole step ends.</summary>
    public SealedFrames.Mark End { get; private set; }

    /// <summary>The next whole step, its answers ready; null when there is none.</summary>
    /// <exception cref="CopyRefusedException">The file is not to be trusted.</exception>
    public DirectoryStep? Next()
    {
        if (answers.Count > 0)
        {
            throw new CopyRefusedException("it holds answers that nothing asks for");
        }

        if (frames.Read() is not { } first)
        {
            return null;
        }

        var step = Read<DirectoryStep>(first, CopyFrame.Step);
        while (frames.Read() is { } frame)
        {
            if (frame is [(byte)CopyFrame.End])
            {
                End = frames.Here;
                return step;
            }

            answers.Enqueue(frame);
        }

        answers.Clear();
        return null;
    }

    /// <summary>What the database answered next in this step.</summary>
    /// <exception cref="CopyRefusedException">That was another statement's answer.</exception>
    public IReadOnlyList<T> Answer<T>(Statement statement)
    {
        var rows = new List<T>();
        CopyAnswer<T> part;
        do
        {
            part = answers.TryDequeue(out var frame)
                ? Read<CopyAnswer<T>>(frame, CopyFrame.Answer)
                : throw new CopyRefusedException($"it has no answer to '{statement.Name}'");
            if (part.Statement != statement.Name)
            {
                throw new CopyRefusedException($"it answers '{part.Statement}' where '{statement.Name}' is asked");
            }

            rows.AddRange(part.Rows);
        }
        while (part.More);
        return rows;
    }

    private static T Read<T>(byte[] frame, CopyFrame kind)
    {
        if (frame.Length == 0 || frame[0] != (byte)kind)
        {
            throw new CopyRefusedException($"a frame of kind '{kind}' was expected");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(frame.AsSpan(1), CopyJson.Options)
                ?? throw new CopyRefusedException("a frame of it is empty");
        }
        catch (JsonException e)
        {
            throw new CopyRefusedException("a frame of it does not read as this build writes it", e);
        }
    }
}
