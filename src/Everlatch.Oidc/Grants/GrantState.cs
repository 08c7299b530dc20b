namespace Everlatch.Oidc.Grants;

/// <summary>A grant's row with all that decides about its tokens.</summary>
internal sealed record GrantState : GrantRow
{
    /// <summary>The family's living token.</summary>
    public long Generation { get; init; }

    /// <summary>Since when that is the living one.</summary>
    public DateTimeOffset RotatedAt { get; init; }

    /// <summary>When it was ended; null while it lives.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>
    /// Whether it is over for a token. One that is newer than the row was used since, so the row does not know how long it was
    /// idle.
    /// </summary>
    public bool IsOver(RefreshToken token, DateTimeOffset now) =>
        RevokedAt is not null || ExpiresAt <= now || (token.Generation <= Generation && IdleExpiresAt <= now);
}
