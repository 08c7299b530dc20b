namespace Everlatch.Identity.Machines;

/// <summary>What a request of the <c>client_credentials</c> grant asks for (RFC 6749 §4.4.2, RFC 8707 §2).</summary>
/// <param name="Scope">Scopes, separated by spaces; null means all that the client may have.</param>
/// <param name="Resource">The API that the token is for; null when the client leaves it to us.</param>
/// <param name="HasSeveralResources">Whether more than one API is named.</param>
internal sealed record RequestedToken(string? Scope, string? Resource, bool HasSeveralResources);
