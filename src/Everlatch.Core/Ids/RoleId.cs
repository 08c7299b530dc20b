using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names a role.</summary>
[JsonConverter(typeof(IdJson<RoleId>))]
public readonly record struct RoleId(string Value) : IId<RoleId>
{
    /// <inheritdoc />
    public static string Prefix => "rol";

    /// <inheritdoc />
    public static RoleId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out RoleId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
