using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Everlatch.Edge.Regions;

/// <summary>Writes a page: a head of fixed fields, then entries, each a tag with its texts; numbers are little-endian.</summary>
internal static class RoutePageWriter
{
    /// <summary>The first bytes of every page; the byte of its format follows.</summary>
    internal static ReadOnlySpan<byte> Magic => "ELR"u8;

    /// <summary>The page as bytes.</summary>
    public static ArrayBufferWriter<byte> Write(RoutePage page)
    {
        var to = new ArrayBufferWriter<byte>();
        to.Write(Magic);
        to.Write([(byte)page.Format]);
        WriteText(to, page.Region.Value);
        to.Write([(byte)page.Kind]);
        WriteNumber(to, page.After);
        WriteNumber(to, page.Sequence);
        WriteNumber(to, page.AsOf.ToUnixTimeMilliseconds());
        WriteLength(to, page.Index);
        WriteLength(to, page.Count);
        WriteLength(to, page.Entries.Count);
        foreach (var entry in page.Entries)
        {
            WriteEntry(to, entry, page.Format);
        }

        return to;
    }

    private static void WriteEntry(ArrayBufferWriter<byte> to, RouteEntry entry, RouteFormat format)
    {
        switch (entry)
        {
            case RouteEntry.Metadata metadata:
                to.Write([(byte)RouteEntryTag.Metadata]);
                WriteBytes(to, metadata.Document.Utf8.Span);
                break;
            case RouteEntry.Environment environment:
                to.Write([(byte)RouteEntryTag.Environment]);
                WriteText(to, environment.Id.Value);
                WriteBytes(to, environment.Keys.Span);
                WriteText(to, environment.Template);
                break;
            case RouteEntry.EnvironmentGone gone:
                to.Write([(byte)RouteEntryTag.EnvironmentGone]);
                WriteText(to, gone.Id.Value);
                break;
            case RouteEntry.Host host:
                to.Write([(byte)RouteEntryTag.Host]);
                WriteText(to, host.Name.Value);
                WriteText(to, host.Home.Value);
                WriteText(to, host.Issuer ?? "");
                if (format >= RouteFormat.Certificates)
                {
                    WriteNumber(to, host.Certificate ?? 0);
                }

                break;
            case RouteEntry.HostGone gone:
                to.Write([(byte)RouteEntryTag.HostGone]);
                WriteText(to, gone.Name.Value);
                break;
        }
    }

    private static void WriteText(ArrayBufferWriter<byte> to, string text)
    {
        WriteLength(to, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, to);
    }

    private static void WriteBytes(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> bytes)
    {
        WriteLength(to, bytes.Length);
        to.Write(bytes);
    }

    private static void WriteLength(ArrayBufferWriter<byte> to, int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to.GetSpan(sizeof(int)), length);
        to.Advance(sizeof(int));
    }

    private static void WriteNumber(ArrayBufferWriter<byte> to, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to.GetSpan(sizeof(long)), number);
        to.Advance(sizeof(long));
    }
}
