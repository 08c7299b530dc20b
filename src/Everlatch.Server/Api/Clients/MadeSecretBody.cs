using Everlatch.Core.Ids;
using Everlatch.Identity.Clients;

namespace Everlatch.Server.Api.Clients;

/// <summary>A secret just made, as sent this once.</summary>
internal sealed record MadeSecretBody
{
    public required SecretId Id { get; init; }

    public required string Secret { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public static MadeSecretBody Of(NewSecret secret) =>
        new() { Id = secret.Id, Secret = secret.Text, ExpiresAt = secret.ExpiresAt };
}
