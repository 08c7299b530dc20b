using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using Everlatch.Core;
using NSec.Cryptography;

namespace Everlatch.Edge.Regions;

/// <summary>The form in which pages travel and lie on disk: a length, the page, and the region's signature of it.</summary>
/// <remarks>
/// The signature covers the head, which says whose page it is, of which state and at which place: a page cannot be altered, put
/// into another answer, or pass for another region's. That an old answer is not given again is seen by its time.
/// </remarks>
public static class SignedPages
{
    /// <summary>The longest page that is read; a writer makes far shorter ones.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    private static readonly int SignatureLength = SignatureAlgorithm.Ed25519.SignatureSize;

    /// <summary>The page with its signature.</summary>
    public static ReadOnlyMemory<byte> Seal(RoutePage page, FeedKey key)
    {
        var bytes = RoutePageWriter.Write(page);
        var signed = new byte[bytes.WrittenCount + SignatureLength];
        bytes.WrittenSpan.CopyTo(signed);
        key.Sign(bytes.WrittenSpan, signed.AsSpan(bytes.WrittenCount));
        return signed;
    }

    /// <summary>Writes a signed page with its length in front.</summary>
    public static async ValueTask WriteAsync(Stream stream, ReadOnlyMemory<byte> page, CancellationToken ct)
    {
        var prefix = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, page.Length);
        await stream.WriteAsync(prefix, ct);
        await stream.WriteAsync(page, ct);
    }

    /// <summary>Reads a page that a region's key must have signed.</summary>
    /// <param name="page">The page with its signature, without the length.</param>
    /// <param name="region">The region whose page it has to be.</param>
    /// <param name="keys">The keys that the region may have signed with; more than one while they change.</param>
    /// <exception cref="RouteFormatException">It is not the region's, or no page.</exception>
    public static RoutePage Open(ReadOnlyMemory<byte> page, Region region, ImmutableArray<FeedPublicKey> keys)
    {
        if (page.Length <= SignatureLength)
        {
            throw new RouteFormatException($"it has {page.Length} bytes, which is less than a signature");
        }

        var (said, signature) = (page[..^SignatureLength], page[^SignatureLength..]);
        if (!keys.Any(key => key.Verifies(said.Span, signature.Span)))
        {
            throw new RouteFormatException($"it is not signed by the key of region {region}");
        }

        return RoutePageReader.Read(said) is var read && read.Region == region
            ? read
            : throw new RouteFormatException($"it speaks for region {read.Region} where {region} was asked");
    }

    /// <summary>The next signed page of a stream, without its length; null at the end.</summary>
    /// <exception cref="RouteFormatException">It names a length that cannot be.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within a page.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, CancellationToken ct)
    {
        var prefix = new byte[sizeof(int)];
        var got = await stream.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, ct);
        if (got == 0)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        if (got < prefix.Length)
        {
            throw new EndOfStreamException();
        }

        if (length is <= 0 or > MaxLength)
        {
            throw new RouteFormatException($"a page says that it has {length} bytes");
        }

        var page = new byte[length];
        await stream.ReadExactlyAsync(page, ct);
        return page;
    }
}
