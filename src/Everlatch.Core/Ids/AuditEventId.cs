using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names an audit event.</summary>
[JsonConverter(typeof(IdJson<AuditEventId>))]
public readonly record struct AuditEventId(string Value) : IId<AuditEventId>
{
    /// <inheritdoc />
    public static string Prefix => "evt";

    /// <inheritdoc />
    public static AuditEventId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out AuditEventId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
