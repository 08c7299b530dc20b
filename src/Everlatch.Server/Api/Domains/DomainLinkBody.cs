namespace Everlatch.Server.Api.Domains;

/// <summary>A link to a domain's set-up page. Whoever has it may look and ask DNS, without signing in.</summary>
/// <param name="Url">The link.</param>
/// <param name="ExpiresAt">When it ends.</param>
internal sealed record DomainLinkBody(string Url, DateTimeOffset ExpiresAt);
