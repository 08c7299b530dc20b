using Everlatch.Core.Ids;
using Everlatch.Identity.Keys;

namespace Everlatch.Server.Api.Keys;

/// <summary>A signing key as sent: its public half, and where it stands in its life.</summary>
internal sealed record KeyBody
{
    public required KeyId Id { get; init; }

    public required string Algorithm { get; init; }

    public required KeyState State { get; init; }

    public required DateTimeOffset SignsFrom { get; init; }

    public required DateTimeOffset? SignsUntil { get; init; }
}
