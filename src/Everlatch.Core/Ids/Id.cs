using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Everlatch.Core.Ids;

/// <summary>
/// Makes and parses ids. They sort by the time they were made, to the millisecond, and cannot be guessed (80 random bits).
/// </summary>
public static class Id
{
    private const int BodyLength = 26;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    /// <summary>Makes an id that was never used before.</summary>
    public static TId New<TId>(TimeProvider clock)
        where TId : struct, IId<TId> => TId.Trusted(NewText(TId.Prefix, clock));

    /// <summary>Makes the text of an id for a word that has no type of its own.</summary>
    public static string NewText(string prefix, TimeProvider clock)
    {
        Span<byte> bytes = stackalloc byte[16];
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(now >> (8 * (5 - i)));
        }

        RandomNumberGenerator.Fill(bytes[6..]);
        return string.Concat(prefix, "_", Encode(bytes));
    }

    /// <summary>Parses an id that came from outside; false for another prefix, length or alphabet.</summary>
    public static bool TryParse<TId>([NotNullWhen(true)] string? text, out TId id)
        where TId : struct, IId<TId>
    {
        var valid = text is not null && IsWellFormed(text, TId.Prefix);
        id = valid ? TId.Trusted(text!) : default;
        return valid;
    }

    private static bool IsWellFormed(string text, string prefix) =>
        text.Length == prefix.Length + 1 + BodyLength
        && text.StartsWith(prefix, StringComparison.Ordinal)
        && text[prefix.Length] == '_'
        && !text.AsSpan(prefix.Length + 1).ContainsAnyExcept(Letters);

    // 128 bits as 26 characters of five bits, most significant first, so that text order is number order.
    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        Span<char> text = stackalloc char[BodyLength];
        for (var i = BodyLength - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(number & 31)];
            number >>= 5;
        }

        return new string(text);
    }
}
