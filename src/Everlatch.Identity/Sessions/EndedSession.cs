using Everlatch.Core.Ids;

namespace Everlatch.Identity.Sessions;

/// <summary>A session that a new one replaced.</summary>
internal sealed record EndedSession
{
    public SessionId Id { get; init; }
    public UserId User { get; init; }
}
