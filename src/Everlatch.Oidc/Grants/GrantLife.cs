using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;

namespace Everlatch.Oidc.Grants;

/// <summary>
/// When a new grant ends: as the application's settings say with refresh tokens, else with the last access token it could have.
/// </summary>
/// <param name="Idle">When it ends if it is not refreshed.</param>
/// <param name="Absolute">When it ends in any case.</param>
internal readonly record struct GrantLife(DateTimeOffset Idle, DateTimeOffset Absolute)
{
    public static GrantLife Of(ApplicationEntry application, bool offline, DateTimeOffset now) => offline
        ? new(now.AddDays(application.Settings.RefreshIdleDays), now.AddDays(application.Settings.RefreshAbsoluteDays))
        : new(now + TokenLife.Max, now + TokenLife.Max);
}
