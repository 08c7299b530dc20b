using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names an invitation into a tenant.</summary>
[JsonConverter(typeof(IdJson<InvitationId>))]
public readonly record struct InvitationId(string Value) : IId<InvitationId>
{
    /// <inheritdoc />
    public static string Prefix => "inv";

    /// <inheritdoc />
    public static InvitationId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out InvitationId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
