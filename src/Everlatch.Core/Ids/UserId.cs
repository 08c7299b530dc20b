using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names a user of one environment.</summary>
[JsonConverter(typeof(IdJson<UserId>))]
public readonly record struct UserId(string Value) : IId<UserId>
{
    /// <inheritdoc />
    public static string Prefix => "usr";

    /// <inheritdoc />
    public static UserId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out UserId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
