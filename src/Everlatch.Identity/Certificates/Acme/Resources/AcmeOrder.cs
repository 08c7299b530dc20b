namespace Everlatch.Identity.Certificates.Acme.Resources;

/// <summary>An order for a certificate (RFC 8555 §7.1.3).</summary>
internal sealed record AcmeOrder
{
    /// <summary><c>pending</c>, <c>ready</c>, <c>processing</c>, <c>valid</c> or <c>invalid</c>.</summary>
    public required string Status { get; init; }

    /// <summary>One for each name that has to be proven.</summary>
    public required IReadOnlyList<Uri> Authorizations { get; init; }

    /// <summary>Takes the signing request once every name is proven.</summary>
    public required Uri Finalize { get; init; }

    /// <summary>Where the chain is, once it is issued.</summary>
    public Uri? Certificate { get; init; }

    /// <summary>Why it became invalid.</summary>
    public AcmeProblem? Error { get; init; }
}
