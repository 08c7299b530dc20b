using System.Collections.Immutable;
using System.Text.Json;
using Everlatch.Core.Ids;
using Everlatch.Identity.MachineClients;
using Everlatch.Server.Api.Clients;

namespace Everlatch.Server.Api.MachineClients;

/// <summary>A machine client as sent.</summary>
internal sealed record MachineClientBody
{
    /// <summary>Its id and client_id.</summary>
    public required MachineClientId Id { get; init; }

    public required string Name { get; init; }

    public required ImmutableArray<ApiGrantBody> Apis { get; init; }

    public required JsonElement? Jwks { get; init; }

    public required string SigningAlgorithm { get; init; }

    public required int TokenSeconds { get; init; }

    public required bool Disabled { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its first secret, in the answer that makes it and nowhere else; null for one that brought its own keys.</summary>
    public MadeSecretBody? Secret { get; init; }

    public static MachineClientBody Of(StoredMachineClient client) => new()
    {
        Id = client.Id,
        Name = client.Name,
        Apis = ApiGrantBody.Of(client.Apis),
        Jwks = KeySetJson.Element(client.Jwks),
        SigningAlgorithm = client.SigningAlgorithm,
        TokenSeconds = client.TokenSeconds,
        Disabled = client.DisabledAt is not null,
        CreatedAt = client.CreatedAt,
        UpdatedAt = client.UpdatedAt,
    };
}
