using Everlatch.Directory.Entries;

namespace Everlatch.Server.Api.Environments;

/// <summary>What an environment's owner chooses, as sent. What is left out takes its default.</summary>
internal sealed record EnvironmentSettingsBody
{
    private static readonly EnvironmentSettings Default = new();

    public BrandingBody Branding { get; init; } = new();

    public bool SignUpOpen { get; init; } = Default.SignUpOpen;

    public int SessionIdleMinutes { get; init; } = Default.SessionIdleMinutes;

    public int SessionAbsoluteHours { get; init; } = Default.SessionAbsoluteHours;

    public int MinimumPasswordScore { get; init; } = Default.MinimumPasswordScore;

    public static EnvironmentSettingsBody Of(EnvironmentSettings settings) => new()
    {
        Branding = BrandingBody.Of(settings.Branding),
        SignUpOpen = settings.SignUpOpen,
        SessionIdleMinutes = settings.SessionIdleMinutes,
        SessionAbsoluteHours = settings.SessionAbsoluteHours,
        MinimumPasswordScore = settings.MinimumPasswordScore,
    };

    public EnvironmentSettings ToSettings() => new()
    {
        Branding = Branding.ToBranding(),
        SignUpOpen = SignUpOpen,
        SessionIdleMinutes = SessionIdleMinutes,
        SessionAbsoluteHours = SessionAbsoluteHours,
        MinimumPasswordScore = MinimumPasswordScore,
    };
}
