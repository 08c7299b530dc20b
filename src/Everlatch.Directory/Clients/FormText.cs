namespace Everlatch.Directory.Clients;

/// <summary>Decodes one name or value of an <c>application/x-www-form-urlencoded</c> text (RFC 6749 appendix B).</summary>
public static class FormText
{
    /// <summary>
    /// Decodes <c>+</c> and percent escapes into UTF-8, which needs no more room than the input; false
    /// for a broken escape or bytes that are no UTF-8. Source and destination may be the same memory.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%')
            {
                if (i + 2 >= text.Length || !TryHex(text[i + 1], out var high) || !TryHex(text[i + 2], out var low))
                {
                    return false;
                }

                c = (byte)((high << 4) | low);
                i += 2;
            }
            else if (c == '+')
            {
                c = (byte)' ';
            }

            destination[written++] = c;
        }

        return System.Text.Unicode.Utf8.IsValid(destination[..written]);
    }

    private static bool TryHex(byte c, out int value)
    {
        value = c switch
        {
            >= (byte)'0' and <= (byte)'9' => c - '0',
            >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
            _ => -1,
        };
        return value >= 0;
    }
}
