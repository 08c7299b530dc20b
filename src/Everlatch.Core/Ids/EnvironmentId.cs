using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names an environment: an isolated user pool with its issuer, keys and hosts.</summary>
[JsonConverter(typeof(IdJson<EnvironmentId>))]
public readonly record struct EnvironmentId(string Value) : IId<EnvironmentId>
{
    /// <inheritdoc />
    public static string Prefix => "env";

    /// <inheritdoc />
    public static EnvironmentId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out EnvironmentId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
