using System.Buffers;
using System.Buffers.Binary;

namespace Everlatch.Edge.Certificates;

/// <summary>A client's first message in a handshake (RFC 8446 §4.1.2), as far as it has to be seen before TLS sees it.</summary>
internal static class ClientHello
{
    private const int RecordHead = 5;
    private const byte HandshakeRecord = 22;
    private const byte ClientHelloMessage = 1;
    private const int MessageHead = 4;
    private const int VersionAndRandom = 2 + 32;
    private const int ApplicationProtocols = 16;

    private static ReadOnlySpan<byte> OnlyTlsAlpn01 => "\u000aacme-tls/1"u8;

    /// <summary>
    /// Whether the client asks for the answer to TLS-ALPN-01: <c>acme-tls/1</c> is the one protocol that it offers (RFC 8737 §3).
    /// Null while more has to arrive before that can be said.
    /// </summary>
    /// <remarks>A message that spans several records is an ordinary one's: those of certificate authorities are short.</remarks>
    public static bool? AsksForTlsAlpn01(ReadOnlySequence<byte> arrived)
    {
        Span<byte> head = stackalloc byte[RecordHead];
        if (arrived.Length < RecordHead)
        {
            return arrived.Length > 0 && arrived.FirstSpan[0] != HandshakeRecord ? false : null;
        }

        arrived.Slice(0, RecordHead).CopyTo(head);
        var length = BinaryPrimitives.ReadUInt16BigEndian(head[3..]);
        if (head[0] != HandshakeRecord)
        {
            return false;
        }

        if (arrived.Length < RecordHead + length)
        {
            return null;
        }

        var record = arrived.Slice(RecordHead, length);
        return ProtocolsOf(record.IsSingleSegment ? record.FirstSpan : record.ToArray()).SequenceEqual(OnlyTlsAlpn01);
    }

    // The list of protocol names, each with its length (RFC 7301 §3.1); empty for whatever has none.
    private static ReadOnlySpan<byte> ProtocolsOf(ReadOnlySpan<byte> message)
    {
        if (message.Length < MessageHead + VersionAndRandom || message[0] != ClientHelloMessage)
        {
            return [];
        }

        var rest = message[(MessageHead + VersionAndRandom)..];
        _ = TakeBlock(ref rest, 1); // session
        _ = TakeBlock(ref rest, 2); // cipher suites
        _ = TakeBlock(ref rest, 1); // compression methods
        var extensions = TakeBlock(ref rest, 2);
        while (extensions.Length >= 2)
        {
            var kind = BinaryPrimitives.ReadUInt16BigEndian(extensions);
            extensions = extensions[2..];
            var content = TakeBlock(ref extensions, 2);
            if (kind == ApplicationProtocols)
            {
                return TakeBlock(ref content, 2);
            }
        }

        return [];
    }

    // Bytes with their length in front; nothing is left of what is too short for its own lengths.
    private static ReadOnlySpan<byte> TakeBlock(scoped ref ReadOnlySpan<byte> from, int lengthBytes)
    {
        var length = from.Length < lengthBytes
            ? int.MaxValue
            : lengthBytes == 1 ? from[0] : BinaryPrimitives.ReadUInt16BigEndian(from);
        if (length > from.Length - lengthBytes)
        {
            from = [];
            return [];
        }

        var block = from.Slice(lengthBytes, length);
        from = from[(lengthBytes + length)..];
        return block;
    }
}
