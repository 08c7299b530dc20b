using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

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

        var bare = text.EndsWith('.') ? text[..^1] : text;
        if (IPAddress.TryParse(bare, out var address))
        {
            name = IsPlain(address, bare) ? new HostName(address.ToString()) : default;
            return name.Value is not null;
        }

        try
        {
            var ascii = Idn.GetAscii(bare).ToLowerInvariant();
            if (ascii.Length > MaxLength || !ascii.Split('.').All(IsLabel) || IPAddress.TryParse(ascii, out _))
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

    // 127.1, 0x7f.0.0.1 and full-width digits are addresses to some readers and
    // names to others; a port or zone is no part of a host.
    private static bool IsPlain(IPAddress address, string text) =>
        address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString() == text
            : !text.Contains('%', StringComparison.Ordinal) && !text.Contains("]:", StringComparison.Ordinal);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength
        && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
