using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Everlatch.Core;

/// <summary>A host name or IP address literal without port, lower case, in ASCII (RFC 5890 A-labels).</summary>
public readonly record struct HostName
{
    private const int MaxLength = 253;
    private const int MaxLabelLength = 63;
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private HostName(string value) => Value = value;

    /// <summary>The name as stored and compared.</summary>
    public string Value { get; }

    /// <summary>Wraps text that is known to be a host name in our form: read from our own store.</summary>
    public static HostName Trusted(string value) => new(value);

    /// <summary>Parses a host name without port; one trailing dot is dropped.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out HostName name)
    {
        name = default;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength + 1)
        {
            return false;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            name = new HostName(address.ToString());
            return true;
        }

        try
        {
            var ascii = Idn.GetAscii(text.EndsWith('.') ? text[..^1] : text).ToLowerInvariant();
            if (ascii.Length > MaxLength || !ascii.Split('.').All(IsLabel))
            {
                return false;
            }

            name = new HostName(ascii);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public override string ToString() => Value;

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength
        && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
