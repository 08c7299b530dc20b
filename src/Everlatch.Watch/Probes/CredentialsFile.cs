using System.Text.Json;

namespace Everlatch.Watch.Probes;

/// <summary>The file as it is written. What probes have no use for is known by its name alone.</summary>
internal sealed record CredentialsFile
{
    public required Uri Issuer { get; init; }

    public ProbeAccess? Demo { get; init; }

    public JsonElement? Regions { get; init; }

    public JsonElement? Management { get; init; }

    public JsonElement? Mail { get; init; }

    public JsonElement? Portal { get; init; }

    public JsonElement? Status { get; init; }
}
