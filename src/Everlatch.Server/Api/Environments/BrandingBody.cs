using Everlatch.Directory.Entries;

namespace Everlatch.Server.Api.Environments;

/// <summary>Look of the hosted pages, as sent.</summary>
internal sealed record BrandingBody
{
    public string? DisplayName { get; init; }

    public string? LogoUrl { get; init; }

    public string PrimaryColor { get; init; } = new Branding().PrimaryColor;

    public static BrandingBody Of(Branding branding) => new()
    {
        DisplayName = branding.DisplayName,
        LogoUrl = branding.LogoUrl,
        PrimaryColor = branding.PrimaryColor,
    };

    public Branding ToBranding() => new() { DisplayName = DisplayName, LogoUrl = LogoUrl, PrimaryColor = PrimaryColor };
}
