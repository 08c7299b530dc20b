using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names one of the secrets of a client; not the secret itself.</summary>
[JsonConverter(typeof(IdJson<SecretId>))]
public readonly record struct SecretId(string Value) : IId<SecretId>
{
    /// <inheritdoc />
    public static string Prefix => "sec";

    /// <inheritdoc />
    public static SecretId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out SecretId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
