using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;

namespace Everlatch.Identity.Sessions;

/// <summary>A session that was just begun, with the one copy of its cookie's value.</summary>
/// <param name="Id">Its id.</param>
/// <param name="User">Who signed in.</param>
/// <param name="Token">The cookie's value; stored only as a hash.</param>
/// <param name="ExpiresAt">When it ends in any case.</param>
public sealed record NewSession(SessionId Id, UserId User, GeneratedSecret Token, DateTimeOffset ExpiresAt)
{
    /// <summary>The session itself, sealed, when no database took it.</summary>
    public string? Sealed { get; init; }
}
