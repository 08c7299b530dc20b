using System.Text.Json.Serialization;

namespace Everlatch.Identity.Certificates.Acme.Resources;

/// <summary>Why an authority refused (RFC 8555 §6.7).</summary>
internal sealed record AcmeProblem
{
    private const string Prefix = "urn:ietf:params:acme:error:";

    /// <summary>The kind, such as <c>urn:ietf:params:acme:error:rateLimited</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The authority's words.</summary>
    public string? Detail { get; init; }

    /// <summary>One for each name of the order that is to blame.</summary>
    public IReadOnlyList<AcmeProblem>? Subproblems { get; init; }

    /// <summary>The kind without its prefix.</summary>
    [JsonIgnore]
    public string Kind =>
        Type is null ? "unknown" : Type.StartsWith(Prefix, StringComparison.Ordinal) ? Type[Prefix.Length..] : Type;

    /// <inheritdoc />
    public override string ToString() =>
        Subproblems is not { Count: > 0 } ? $"{Kind}: {Detail}" : $"{Kind}: {Detail} ({string.Join("; ", Subproblems)})";
}
