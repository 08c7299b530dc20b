namespace Everlatch.Identity.Certificates;

/// <summary>Why a host has no new certificate.</summary>
/// <param name="Id">A stable error id; docs/errors/ has the page.</param>
/// <param name="Text">What happened; mostly the authority's own words.</param>
/// <param name="At">When.</param>
public sealed record CertificateFailure(string Id, string Text, DateTimeOffset At);
