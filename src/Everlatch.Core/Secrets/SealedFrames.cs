using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Core.Secrets;

/// <summary>A file of frames: a head, then each frame with its length, sealed for its place in this one file.</summary>
/// <remarks>
/// A frame opens only in the file and at the place that it was sealed for, with the same master key and on the same terms. So
/// frames cannot be altered, moved, left out or taken from another file; only the end can be missing, as after a power cut.
/// </remarks>
/// <param name="file">The file, where it begins.</param>
/// <param name="master">Seals the frames.</param>
/// <param name="kind">What the file is, in small letters: <c>directory copy</c>.</param>
public sealed class SealedFrames(Stream file, MasterKey master, string kind)
{
    /// <summary>The longest frame that is read; a writer makes shorter ones.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    private const int IdLength = 16;
    private readonly byte[] magic = Encoding.ASCII.GetBytes($"EVERLATCH {kind.ToUpperInvariant()} 1\n");
    private string place = "";
    private int next;

    /// <summary>Where the next frame is read or written.</summary>
    public Mark Here => new(file.Position, next);

    /// <summary>Begins a file for readers on the same terms.</summary>
    public void Begin(ReadOnlySpan<byte> terms)
    {
        Span<byte> id = stackalloc byte[IdLength];
        RandomNumberGenerator.Fill(id);
        file.Write(magic);
        file.Write(id);
        Place(id, terms);
    }

    /// <summary>Reads the head of a file.</summary>
    /// <exception cref="SealedFramesException">It is no such file.</exception>
    public void ReadHead(ReadOnlySpan<byte> terms)
    {
        var head = new byte[magic.Length + IdLength];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length
            || !head.AsSpan(0, magic.Length).SequenceEqual(magic))
        {
            throw new SealedFramesException($"it is no {kind}, or of a later format");
        }

        Place(head.AsSpan(magic.Length), terms);
    }

    /// <summary>Adds a frame, in one write.</summary>
    public void Write(ReadOnlySpan<byte> plain)
    {
        var content = master.Seal(Purpose(), plain);
        var frame = new byte[sizeof(int) + content.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, content.Length);
        content.CopyTo(frame, sizeof(int));
        file.Write(frame);
        next++;
    }

    /// <summary>The next frame; null at the end of the file, or where its rest is missing.</summary>
    /// <exception cref="SealedFramesException">
    /// It was altered, or sealed for another place, on other terms or with another master key.
    /// </exception>
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
            throw new SealedFramesException($"its frame {next} says that it has {length} bytes");
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
            throw new SealedFramesException(
                $"its frame {next} was altered, or sealed with another master key or on other terms");
        }
    }

    /// <summary>Drops what comes after a place.</summary>
    public void CutTo(Mark mark)
    {
        file.SetLength(mark.Position);
        file.Position = mark.Position;
        next = mark.Frame;
    }

    private void Place(ReadOnlySpan<byte> id, ReadOnlySpan<byte> terms) =>
        (place, next) = ($"{kind} {Convert.ToHexString(id)} {Convert.ToHexString(terms)}", 0);

    private string Purpose() => string.Create(CultureInfo.InvariantCulture, $"{place} {next}");

    /// <summary>A place between two frames.</summary>
    /// <param name="Position">Bytes before it.</param>
    /// <param name="Frame">Frames before it.</param>
    public readonly record struct Mark(long Position, int Frame);
}
