using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names a browser session; it is the sid of tokens.</summary>
[JsonConverter(typeof(IdJson<SessionId>))]
public readonly record struct SessionId(string Value) : IId<SessionId>
{
    /// <inheritdoc />
    public static string Prefix => "ses";

    /// <inheritdoc />
    public static SessionId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out SessionId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
