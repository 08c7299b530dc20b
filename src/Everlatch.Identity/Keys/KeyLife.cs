using Everlatch.Directory.Tokens;

namespace Everlatch.Identity.Keys;

/// <summary>The life of a signing key, as pure functions of its times and the clock.</summary>
/// <remarks>
/// Published, one cache lifetime later signing, handed over to its successor, and retired when the last token it signed has died:
/// at no moment does a verifier with a fresh enough JWK set meet a key that it does not know.
/// </remarks>
internal static class KeyLife
{
    // Servers hear of a new key within seconds; until then they do not publish it.
    private static readonly TimeSpan Spread = TimeSpan.FromMinutes(1);

    /// <summary>From its publication until a key signs.</summary>
    public static TimeSpan Lead { get; } = PublishedDocument.CacheLifetime + Spread;

    /// <summary>From its last signature until a key is retired.</summary>
    public static TimeSpan Linger { get; } = TokenLife.Max + Spread;

    /// <summary>Where a key stands.</summary>
    public static KeyState StateAt(StoredKey key, DateTimeOffset now) => key switch
    {
        { RetiredAt: { } retired } when retired <= now => KeyState.Retired,
        { SignsUntil: { } until } when until <= now => KeyState.Verifying,
        _ when key.SignsFrom <= now => KeyState.Signing,
        _ => KeyState.Published,
    };

    /// <summary>Whether a successor should be published now, so that it signs when the period of this key ends.</summary>
    public static bool IsRotationDue(DateTimeOffset signsFrom, DateTimeOffset? signsUntil, TimeSpan period, DateTimeOffset now) =>
        signsUntil is null && signsFrom + period - Lead <= now;

    /// <summary>Whether everything that a key signed is dead.</summary>
    public static bool IsRetirementDue(DateTimeOffset? signsUntil, DateTimeOffset now) =>
        signsUntil is { } until && until + Linger <= now;
}
