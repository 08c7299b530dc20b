using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Everlatch.Core.Secrets;

namespace Everlatch.Directory.Copies;

/// <summary>
/// The file of a copy: a head, then frames, each with its length and sealed for its place in this one file.
/// </summary>
/// <remarks>
/// A frame opens only in the file and at the place that it was sealed for, with the same master key and for builds that read the
/// directory with the same statements. So frames cannot be altered, moved, left out or taken from another file; only the end can
/// be missing, as after a power cut, and the age of what is left tells.
/// </remarks>
internal sealed class CopyFrames(Stream file, MasterKey master)
{
    /// <summary>The longest frame that is read; a writer makes shorter ones.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    private const int IdLength = 16;
    private static readonly byte[] Magic = "EVERLATCH DIRECTORY COPY 1\n"u8.ToArray();
    private string place = "";
    private int next;

    /// <summary>Where the next frame is read or written.</summary>
    public Mark Here => new(file.Position, next);

    /// <summary>Begins a file for builds with this fingerprint.</summary>
    public void Begin(ReadOnlySpan<byte> fingerprint)
    {
        Span<byte> id = stackalloc byte[IdLength];
        RandomNumberGenerator.Fill(id);
        file.Write(Magic);
        file.Write(id);
        Place(id, fingerprint);
    }

    /// <summary>Reads the head of a file.</summary>
    /// <exception cref="CopyRefusedException">It is no such file.</exception>
    public void ReadHead(ReadOnlySpan<byte> fingerprint)
    {
        var head = new byte[Magic.Length + IdLength];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length
            || !head.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new CopyRefusedException("it is no copy of a directory, or of a later format");
        }

        Place(head.AsSpan(Magic.Length), fingerprint);
    }

    /// <summary>Adds a frame.</summary>
    public void Write(ReadOnlySpan<byte> plain)
    {
        var frame = master.Seal(Purpose(), plain);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, frame.Length);
        file.Write(length);
        file.Write(frame);
        next++;
    }

    /// <summary>The next frame; null at the end of the file, or where its rest is missing.</summary>
    /// <exception cref="CopyRefusedException">It was altered, or sealed for another place, build or master key.</exception>
    public byte[]? Read()
    {
        Span<byte> prefix = stackalloc byte[sizeof(int)];
        if (file.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        if (length is < 0 or > MaxLength)
        {
            throw new CopyRefusedException($"its frame {next} says that it has {length} bytes");
        }

        // A power cut can leave room that nothing was written to.
        if (length == 0 || file.Length - file.Position < length)
        {
            return null;
        }

        var frame = new byte[length];
        file.ReadExactly(frame);
        try
        {
            var plain = master.Open(Purpose(), frame);
            next++;
            return plain;
        }
        catch (CryptographicException)
        {
            throw new CopyRefusedException(
                $"its frame {next} was altered, or made with another master key, or by a build with other statements");
        }
    }

    /// <summary>Drops what comes after a place.</summary>
    public void CutTo(Mark mark)
    {
        file.SetLength(mark.Position);
        file.Position = mark.Position;
        next = mark.Frame;
    }

    private void Place(ReadOnlySpan<byte> id, ReadOnlySpan<byte> fingerprint) =>
        place = $"directory copy {Convert.ToHexString(id)} {Convert.ToHexString(fingerprint)}";

    private string Purpose() => string.Create(CultureInfo.InvariantCulture, $"{place} {next}");

    /// <summary>A place between two frames.</summary>
    internal readonly record struct Mark(long Position, int Frame);
}
