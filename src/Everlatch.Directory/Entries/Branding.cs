namespace Everlatch.Directory.Entries;

/// <summary>Look of the hosted pages. Colours are <c>#rrggbb</c>; a text colour that reads well on them is computed.</summary>
public sealed record Branding
{
    /// <summary>Name shown to people; null takes the environment's name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>https address of the logo; null shows the name alone.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>Colour of buttons and links.</summary>
    public string PrimaryColor { get; init; } = "#1f5eff";
}
