using System.Globalization;

namespace Everlatch.Identity.Certificates.Caa;

/// <summary>A CAA record (RFC 8659 §4.1).</summary>
/// <param name="IsCritical">Whether an authority that does not know the property must not issue.</param>
/// <param name="Tag">The property, in small letters.</param>
/// <param name="Value">Its value.</param>
internal sealed record CaaRecord(bool IsCritical, string Tag, string Value)
{
    private const int Critical = 0x80;

    /// <summary>Reads what DNS said; what cannot be read counts as a critical property that nobody knows.</summary>
    public static CaaRecord Parse(string text) =>
        text.Split(' ', 3) is [var flags, var tag, var value]
        && byte.TryParse(flags, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            ? new CaaRecord((bits & Critical) != 0, tag.ToLowerInvariant(), value)
            : new CaaRecord(true, text, "");
}
