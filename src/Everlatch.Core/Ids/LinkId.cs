using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names a mailed link.</summary>
[JsonConverter(typeof(IdJson<LinkId>))]
public readonly record struct LinkId(string Value) : IId<LinkId>
{
    /// <inheritdoc />
    public static string Prefix => "lnk";

    /// <inheritdoc />
    public static LinkId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out LinkId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
