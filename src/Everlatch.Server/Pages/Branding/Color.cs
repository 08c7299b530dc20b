using System.Globalization;

namespace Everlatch.Server.Pages.Branding;

/// <summary>A colour in sRGB, with the arithmetic that WCAG 2.2 defines for contrast.</summary>
internal readonly record struct Color(byte Red, byte Green, byte Blue)
{
    /// <summary>White.</summary>
    public static readonly Color White = new(255, 255, 255);

    /// <summary>Black.</summary>
    public static readonly Color Black = new(0, 0, 0);

    /// <summary>Relative luminance, 0 to 1.</summary>
    public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Parses <c>#rrggbb</c>.</summary>
    public static bool TryParse(string? text, out Color color)
    {
        color = default;

        // The framework's parser overlooks NULs at the end.
        if (text is not ['#', .. { Length: 6 } digits]
            || !digits.All(char.IsAsciiHexDigit)
            || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
        {
            return false;
        }

        color = new Color((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        return true;
    }

    /// <summary>Contrast of two colours, 1 to 21; text needs 4.5 and a control's edge 3 (WCAG 2.2, 1.4.3 and 1.4.11).</summary>
    public double ContrastWith(Color other)
    {
        var (lighter, darker) = (Math.Max(Luminance, other.Luminance), Math.Min(Luminance, other.Luminance));
        return (lighter + 0.05) / (darker + 0.05);
    }

    /// <summary>Moves towards another colour; 0 stays, 1 arrives.</summary>
    public Color Mix(Color other, double share) =>
        new(Between(Red, other.Red, share), Between(Green, other.Green, share), Between(Blue, other.Blue, share));

    /// <summary>The nearest colour on the way to black or white that stands out enough from a background.</summary>
    public Color ReadableOn(Color background, double contrast)
    {
        var towards = background.Luminance > 0.18 ? Black : White;
        for (var share = 0.0; share < 1; share += 0.02)
        {
            var candidate = Mix(towards, share);
            if (candidate.ContrastWith(background) >= contrast)
            {
                return candidate;
            }
        }

        return towards;
    }

    /// <summary>As in CSS: <c>#rrggbb</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private static byte Between(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
