using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Everlatch.Core;
using Everlatch.Core.Ids;

namespace Everlatch.Edge.Regions;

/// <summary>Reads a page whose signature was already checked, and still trusts none of its lengths.</summary>
internal ref struct RoutePageReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    // The shortest entry is a tag with one empty text: more than this cannot be in what is left.
    private const int ShortestEntry = 1 + sizeof(int);
    private const int MaxHost = 253;
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.:");

    private ReadOnlyMemory<byte> rest;
    private ReadOnlyMemory<byte> lastEnvironmentText;
    private EnvironmentId lastEnvironment;
    private RouteFormat format;

    private RoutePageReader(ReadOnlyMemory<byte> page) => rest = page;

    /// <summary>Reads a whole page.</summary>
    /// <exception cref="RouteFormatException">It is none, or says what cannot be.</exception>
    public static RoutePage Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new RoutePageReader(bytes);
        if (!reader.Take(RoutePageWriter.Magic.Length).Span.SequenceEqual(RoutePageWriter.Magic))
        {
            throw new RouteFormatException("it does not begin as a page of this format");
        }

        reader.format = reader.ReadFormat();
        var page = new RoutePage
        {
            Format = reader.format,
            Region = Region.TryParse(reader.ReadText(), out var region)
                ? region
                : throw new RouteFormatException("its region is no region's name"),
            Kind = reader.ReadKind(),
            After = reader.ReadNumber(),
            Sequence = reader.ReadNumber(),
            AsOf = reader.ReadTime(),
            Index = reader.ReadLength(),
            Count = reader.ReadLength(),
            Entries = reader.ReadEntries(),
        };
        return reader.rest.IsEmpty && page.Index < page.Count
            ? page
            : throw new RouteFormatException($"it says that it is page {page.Index} of {page.Count}, or has bytes after its end");
    }

    private RouteEntry[] ReadEntries()
    {
        var count = ReadLength();
        if (count > rest.Length / ShortestEntry)
        {
            throw new RouteFormatException($"it says that {count} entries are in {rest.Length} bytes");
        }

        var entries = new RouteEntry[count];
        for (var i = 0; i < count; i++)
        {
            entries[i] = ReadEntry();
        }

        return entries;
    }

    private RouteEntry ReadEntry()
    {
        switch ((RouteEntryTag)Take(1).Span[0])
        {
            case RouteEntryTag.Metadata:
                return new RouteEntry.Metadata(new DocumentTemplate(Take(ReadLength()).ToArray()));
            case RouteEntryTag.Environment:
                return new RouteEntry.Environment(ReadEnvironment(), Take(ReadLength()), ReadText());
            case RouteEntryTag.EnvironmentGone:
                return new RouteEntry.EnvironmentGone(ReadEnvironment());
            case RouteEntryTag.Host:
                return new RouteEntry.Host(
                    ReadHost(), ReadEnvironment(), ReadText() is { Length: > 0 } issuer ? issuer : null, ReadCertificate());
            case RouteEntryTag.HostGone:
                return new RouteEntry.HostGone(ReadHost());
            case var tag:
                throw new RouteFormatException($"it has an entry of the unknown kind {(byte)tag}");
        }
    }

    private RouteFormat ReadFormat() => (RouteFormat)Take(1).Span[0] switch
    {
        var read and (RouteFormat.Hosts or RouteFormat.Certificates) => read,
        var read => throw new RouteFormatException($"it has the unknown format {(byte)read}"),
    };

    private long? ReadCertificate() => format < RouteFormat.Certificates ? null : ReadNumber() switch
    {
        0 => null,
        > 0 and var tag => tag,
        var tag => throw new RouteFormatException($"one of its certificates is {tag}"),
    };

    private RoutePageKind ReadKind() => (RoutePageKind)Take(1).Span[0] switch
    {
        var kind and (RoutePageKind.Whole or RoutePageKind.Changes) => kind,
        var kind => throw new RouteFormatException($"it is of the unknown kind {(byte)kind}"),
    };

    // The region parsed it when it was added, and signed it: what is left to see is that it is spelled as hosts are compared.
    private HostName ReadHost() =>
        ReadText() is { Length: > 0 and <= MaxHost } text && !text.AsSpan().ContainsAnyExcept(HostCharacters)
            ? HostName.Trusted(text)
            : throw new RouteFormatException("one of its hosts is no host name");

    // Hosts come by environment: most say the same one as the entry before.
    private EnvironmentId ReadEnvironment()
    {
        var text = Take(ReadLength());
        if (!lastEnvironmentText.Span.SequenceEqual(text.Span))
        {
            lastEnvironment = EnvironmentId.TryParse(TextOf(text), out var id)
                ? id
                : throw new RouteFormatException("one of its environments has no id");
            lastEnvironmentText = text;
        }

        return lastEnvironment;
    }

    private DateTimeOffset ReadTime()
    {
        var milliseconds = ReadNumber();
        return milliseconds >= 0 && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new RouteFormatException($"its time {milliseconds} cannot be");
    }

    private string ReadText() => TextOf(Take(ReadLength()));

    private static string TextOf(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return StrictUtf8.GetString(utf8.Span);
        }
        catch (DecoderFallbackException)
        {
            throw new RouteFormatException("one of its texts is no UTF-8");
        }
    }

    private int ReadLength()
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)).Span);
        return length >= 0 ? length : throw new RouteFormatException($"one of its lengths is {length}");
    }

    private long ReadNumber() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)).Span);

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length > rest.Length)
        {
            throw new RouteFormatException($"it says that {length} bytes follow where {rest.Length} are left");
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
