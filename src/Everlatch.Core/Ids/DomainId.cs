using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names a claim to a custom domain.</summary>
[JsonConverter(typeof(IdJson<DomainId>))]
public readonly record struct DomainId(string Value) : IId<DomainId>
{
    /// <inheritdoc />
    public static string Prefix => "dom";

    /// <inheritdoc />
    public static DomainId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out DomainId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
