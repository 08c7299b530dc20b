using System.Text.Json.Serialization;

namespace Everlatch.Identity.Certificates.Acme.Resources;

/// <summary>Where a certificate authority's resources are (RFC 8555 §7.1.1).</summary>
internal sealed record AcmeDirectory
{
    /// <summary>Gives nonces.</summary>
    public required Uri NewNonce { get; init; }

    /// <summary>Makes or finds an account.</summary>
    public required Uri NewAccount { get; init; }

    /// <summary>Takes orders.</summary>
    public required Uri NewOrder { get; init; }

    /// <summary>What the authority says about itself.</summary>
    public Terms? Meta { get; init; }

    /// <summary>The authority's metadata.</summary>
    internal sealed record Terms
    {
        /// <summary>Whether an account must be bound to one that exists elsewhere (§7.3.4).</summary>
        public bool ExternalAccountRequired { get; init; }

        /// <summary>The names by which CAA records allow this authority (RFC 8659).</summary>
        [JsonPropertyName("caaIdentities")]
        public IReadOnlyList<string>? CaaIdentities { get; init; }
    }
}
