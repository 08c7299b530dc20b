using Everlatch.Core;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Apis;

namespace Everlatch.Identity.Environments;

/// <summary>The form of an environment's words and the bounds of its settings.</summary>
internal static class EnvironmentRules
{
    private const int MaxNameLength = 100;
    private const int MaxLogoLength = 2000;
    private const int MinIdleMinutes = 5;
    private const int MaxIdleMinutes = 30 * 24 * 60;
    private const int MaxAbsoluteHours = 365 * 24;

    /// <summary>Null when all is well.</summary>
    public static Problem? Check(string name, EnvironmentSettings settings) => true switch
    {
        _ when !ApiRules.IsName(name, MaxNameLength) => EnvironmentErrors.NameInvalid,
        _ when settings.SessionIdleMinutes is < MinIdleMinutes or > MaxIdleMinutes
            || settings.SessionAbsoluteHours is < 1 or > MaxAbsoluteHours
            || settings.SessionIdleMinutes > settings.SessionAbsoluteHours * 60 => EnvironmentErrors.SessionInvalid,
        _ when settings.MinimumPasswordScore is < 0 or > 4 => EnvironmentErrors.PasswordScoreInvalid,
        _ => Check(settings.Branding),
    };

    /// <summary>Null when a look may be shown.</summary>
    public static Problem? Check(Branding branding) => true switch
    {
        _ when branding.DisplayName is { } name && !ApiRules.IsName(name, MaxNameLength) => EnvironmentErrors.DisplayNameInvalid,
        _ when branding.LogoUrl is { } logo && !IsLogo(logo) => EnvironmentErrors.LogoInvalid,
        _ when !IsColor(branding.PrimaryColor) => EnvironmentErrors.ColorInvalid,
        _ => null,
    };

    private static bool IsLogo(string logo) =>
        logo.Length <= MaxLogoLength
        && logo.All(c => c is > ' ' and < (char)127 and not '"' and not '\\' and not '<' and not '>')
        && Uri.TryCreate(logo, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && uri.UserInfo.Length == 0;

    // It becomes part of a style sheet: nothing but six digits may pass.
    private static bool IsColor(string color) => color.Length == 7 && color[0] == '#' && color.Skip(1).All(char.IsAsciiHexDigit);
}
