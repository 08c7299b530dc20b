using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names a grant: what one sign-in gave one application, and its family of refresh tokens.</summary>
[JsonConverter(typeof(IdJson<GrantId>))]
public readonly record struct GrantId(string Value) : IId<GrantId>
{
    /// <inheritdoc />
    public static string Prefix => "gra";

    /// <inheritdoc />
    public static GrantId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out GrantId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
