using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Server.Pages.Branding;

/// <summary>
/// An environment's colours as a style sheet. Whatever colour its owner chose, every text and edge stays readable.
/// </summary>
internal sealed record BrandSheet
{
    private const double TextContrast = 4.5;
    private const double EdgeContrast = 3;
    private static readonly Color Fallback = new(0x1f, 0x5e, 0xff);

    // The surfaces of everlatch.css that links and buttons stand on; a test reads them from there.
    internal static readonly Color LightSurface = new(0xf4, 0xf5, 0xf7);
    internal static readonly Color DarkSurface = new(0x20, 0x24, 0x2b);

    private BrandSheet(string text)
    {
        Text = text;
        Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    /// <summary>The style sheet.</summary>
    public string Text { get; }

    /// <summary>Changes with the text, so that browsers may keep it for ever.</summary>
    public string Version { get; }

    /// <summary>Makes the style sheet of a branding.</summary>
    public static BrandSheet Of(Everlatch.Directory.Entries.Branding branding)
    {
        var brand = Color.TryParse(branding.PrimaryColor, out var color) ? color : Fallback;
        return new BrandSheet($$"""
            :root { {{Variables(brand, LightSurface)}} }
            @media (prefers-color-scheme: dark) { :root { {{Variables(brand, DarkSurface)}} } }

            """);
    }

    private static string Variables(Color brand, Color surface)
    {
        // Black and white are 21 apart, so that one of them has at least 4.58 on any colour.
        var onBrand = brand.ContrastWith(Color.White) >= TextContrast ? Color.White : Color.Black;
        var pressed = brand.Mix(onBrand == Color.White ? Color.Black : Color.White, 0.14);
        var link = brand.ReadableOn(surface, TextContrast);
        var edge = brand.ContrastWith(surface) >= EdgeContrast ? brand : brand.ReadableOn(surface, EdgeContrast);
        var tint = surface.Mix(brand, 0.10);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"--brand: {brand}; --on-brand: {onBrand}; --brand-pressed: {pressed}; "
            + $"--link: {link}; --brand-edge: {edge}; --brand-tint: {tint};");
    }
}
