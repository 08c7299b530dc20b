namespace Everlatch.Browser.Stage;

/// <summary>What a person's browser is like.</summary>
public sealed record Look
{
    /// <summary>Whether it runs scripts.</summary>
    public bool Script { get; init; } = true;

    /// <summary>Whether it asks for dark pages.</summary>
    public bool Dark { get; init; }

    /// <summary>Whether it is a phone.</summary>
    public bool Phone { get; init; }

    /// <summary>What it accepts.</summary>
    public string Language { get; init; } = "en-GB";

    /// <inheritdoc />
    public override string ToString() =>
        $"{Language[..2]}-{(Phone ? "phone" : "desktop")}-{(Dark ? "dark" : "light")}{(Script ? "" : "-noscript")}";
}
