using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names an API token; it is also its OAuth client_id.</summary>
[JsonConverter(typeof(IdJson<ApiTokenId>))]
public readonly record struct ApiTokenId(string Value) : IId<ApiTokenId>
{
    /// <inheritdoc />
    public static string Prefix => "apt";

    /// <inheritdoc />
    public static ApiTokenId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out ApiTokenId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
