namespace Everlatch.Server.Api.Domains;

/// <summary>Why an order for a certificate came to nothing, as sent.</summary>
/// <param name="Id">A stable error id.</param>
/// <param name="Text">What happened, mostly in the authority's words.</param>
/// <param name="At">When.</param>
internal sealed record CertificateErrorBody(string Id, string Text, DateTimeOffset At);
