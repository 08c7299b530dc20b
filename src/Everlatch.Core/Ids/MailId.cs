using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names a mail.</summary>
[JsonConverter(typeof(IdJson<MailId>))]
public readonly record struct MailId(string Value) : IId<MailId>
{
    /// <inheritdoc />
    public static string Prefix => "mai";

    /// <inheritdoc />
    public static MailId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out MailId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
