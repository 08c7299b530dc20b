using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Names a tenant: a customer organisation inside an environment.</summary>
[JsonConverter(typeof(IdJson<TenantId>))]
public readonly record struct TenantId(string Value) : IId<TenantId>
{
    /// <inheritdoc />
    public static string Prefix => "ten";

    /// <inheritdoc />
    public static TenantId Trusted(string value) => new(value);

    /// <summary>Parses a route or query value.</summary>
    public static bool TryParse(string? text, out TenantId id) => Id.TryParse(text, out id);

    /// <inheritdoc />
    public override string ToString() => Value;
}
