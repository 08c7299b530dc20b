using System.Diagnostics.CodeAnalysis;

namespace Everlatch.Core;

/// <summary>A place where an environment's people live, such as <c>eu</c> or <c>us</c>.</summary>
public readonly record struct Region
{
    private Region(string value) => Value = value;

    /// <summary>The short name: 1 to 16 lower-case letters, digits and hyphens.</summary>
    public string Value { get; }

    /// <summary>Wraps a region read from our own store.</summary>
    public static Region Trusted(string value) => new(value);

    /// <summary>Parses a region's short name.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Region region)
    {
        var valid = text is { Length: > 0 and <= 16 }
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        region = valid ? new Region(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}
