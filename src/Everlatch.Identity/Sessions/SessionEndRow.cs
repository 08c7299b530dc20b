using Everlatch.Core.Ids;

namespace Everlatch.Identity.Sessions;

/// <summary>Whether a session was ended.</summary>
internal sealed record SessionEndRow
{
    public SessionId Id { get; init; }

    /// <summary>When; null while it was not, whatever its time says.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
