using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names an API that accepts access tokens.</summary>
[JsonConverter(typeof(IdJson<ApiId>))]
public readonly record struct ApiId(string Value) : IId<ApiId>
{
    /// <inheritdoc />
    public static string Prefix => "api";

    /// <inheritdoc />
    public static ApiId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out ApiId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
