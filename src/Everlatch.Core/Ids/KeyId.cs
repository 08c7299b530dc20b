using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names a signing key; it is also its JWK kid.</summary>
[JsonConverter(typeof(IdJson<KeyId>))]
public readonly record struct KeyId(string Value) : IId<KeyId>
{
    /// <inheritdoc />
    public static string Prefix => "key";

    /// <inheritdoc />
    public static KeyId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out KeyId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
