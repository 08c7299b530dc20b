namespace Everlatch.Server.Api.Access;

/// <summary>The scope that a route asks for.</summary>
/// <param name="Scope">One of <see cref="ManagementScopes" />.</param>
internal sealed record RequiredScope(string Scope);
