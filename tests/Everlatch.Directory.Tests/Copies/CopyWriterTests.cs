using System.Security.Cryptography;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Copies;
using Everlatch.Directory.Feed;
using Everlatch.Storage;

namespace Everlatch.Directory.Tests.Copies;

/// <summary>What a writer writes, a reader reads, however much it is.</summary>
public sealed class CopyWriterTests
{
    private static readonly byte[] Fingerprint = new byte[32];
    private static readonly Statement Ask = Statement.Read("testing.copied_rows", "select 1");
    private readonly MasterKey master = new(RandomNumberGenerator.GetBytes(MasterKey.Length));

    [Fact]
    public void Rows_that_are_large_fit_the_frames_that_are_read()
    {
        // As large as a body of the management API may make them, and together more than a frame that is read.
        var rows = Enumerable.Range(0, 100).Select(number => new string((char)('a' + (number % 26)), 1024 * 1024)).ToList();

        Assert.Equal(rows, ReadBack(rows));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2_000)]
    [InlineData(4_001)]
    public void Rows_come_back_in_their_order(int count)
    {
        var rows = Enumerable.Range(0, count).Select(number => $"row {number}").ToList();

        Assert.Equal(rows, ReadBack(rows));
    }

    private IReadOnlyList<string> ReadBack(IReadOnlyList<string> rows)
    {
        using var file = new MemoryStream();
        var written = new SealedFrames(file, master, CopyFile.Kind);
        written.Begin(Fingerprint);
        var writer = new CopyWriter(written);
        writer.Begin(new DirectoryStep { Sequence = 1, AsOf = DateTimeOffset.UnixEpoch });
        writer.Answer(Ask, rows);
        writer.End();

        file.Position = 0;
        var read = new SealedFrames(file, master, CopyFile.Kind);
        read.ReadHead(Fingerprint);
        var reader = new CopyReader(read);
        Assert.Equal(1, reader.Next()!.Sequence);
        var answer = reader.Answer<string>(Ask);
        Assert.Null(reader.Next());
        return answer;
    }
}
