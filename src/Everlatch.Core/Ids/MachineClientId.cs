using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names a machine client; it is also its OAuth client_id.</summary>
[JsonConverter(typeof(IdJson<MachineClientId>))]
public readonly record struct MachineClientId(string Value) : IId<MachineClientId>
{
    /// <inheritdoc />
    public static string Prefix => "mch";

    /// <inheritdoc />
    public static MachineClientId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out MachineClientId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
