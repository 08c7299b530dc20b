using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names an application; it is also its OAuth client_id.</summary>
[JsonConverter(typeof(IdJson<AppId>))]
public readonly record struct AppId(string Value) : IId<AppId>
{
    /// <inheritdoc />
    public static string Prefix => "app";

    /// <inheritdoc />
    public static AppId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out AppId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
