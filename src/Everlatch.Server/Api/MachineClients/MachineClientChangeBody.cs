using System.Text.Json;
using Everlatch.Directory.Tokens;
using Everlatch.Identity.MachineClients;
using Everlatch.Server.Api.Clients;

namespace Everlatch.Server.Api.MachineClients;

/// <summary>A machine client as it shall be, or as it is to be made: what is left out takes its default.</summary>
internal sealed record MachineClientChangeBody
{
    private const int DefaultTokenSeconds = 600;

    public required string Name { get; init; }

    public IReadOnlyList<ApiGrantBody> Apis { get; init; } = [];

    public JsonElement? Jwks { get; init; }

    public string SigningAlgorithm { get; init; } = SigningAlgorithms.Es256;

    public int TokenSeconds { get; init; } = DefaultTokenSeconds;

    public bool Disabled { get; init; }

    public MachineClientDraft ToDraft() => new()
    {
        Name = Name,
        Apis = ApiGrantBody.ToGrants(Apis),
        Jwks = KeySetJson.Text(Jwks),
        SigningAlgorithm = SigningAlgorithm,
        TokenSeconds = TokenSeconds,
        Disabled = Disabled,
    };
}
