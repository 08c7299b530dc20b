using Everlatch.Core.Ids;
using Everlatch.Identity.Clients;

namespace Everlatch.Server.Api.Clients;

/// <summary>A client's secret as sent: without the secret.</summary>
internal sealed record SecretBody
{
    public required SecretId Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public static SecretBody Of(StoredSecret secret) =>
        new() { Id = secret.Id, CreatedAt = secret.CreatedAt, ExpiresAt = secret.ExpiresAt };
}
