using Everlatch.Core.Ids;
using Everlatch.Oidc.Codes;

namespace Everlatch.Oidc.Outages;

/// <summary>An authorization code that holds all that it stands for, because no database could keep it.</summary>
/// <param name="Code">What it stands for.</param>
/// <param name="IssuedAt">When it was given out.</param>
/// <param name="ExpiresAt">Until when it may be redeemed.</param>
/// <param name="SealedSession">The session, when that is not in the database either.</param>
internal sealed record SealedCode(
    AuthorizationCode Code, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string? SealedSession)
{
    /// <summary>The grant that it leads to, as it travels on.</summary>
    public CarriedGrant Grant => new(Code.Grant, IssuedAt, SealedSession);

    /// <summary>Whether a request may redeem it: its client, its address and the proof of its verifier.</summary>
    public bool Matches(AppId application, string? redirectUri, string challenge, DateTimeOffset now) =>
        Code.Grant.Application == application
        && Code.RedirectUri == redirectUri
        && Code.CodeChallenge == challenge
        && ExpiresAt > now;
}
