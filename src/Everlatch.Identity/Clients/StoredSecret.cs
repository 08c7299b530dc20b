using Everlatch.Core.Ids;

namespace Everlatch.Identity.Clients;

/// <summary>A client's secret as it may be shown: without the secret.</summary>
public sealed record StoredSecret
{
    /// <summary>Its id.</summary>
    public required SecretId Id { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it stops counting; null when it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
