using System.Collections.Immutable;

namespace Everlatch.Oidc.Access;

/// <summary>Whether an application may have what it asks for.</summary>
internal abstract record AccessOutcome
{
    /// <summary>It may.</summary>
    /// <param name="Scopes">Scopes, as asked for.</param>
    /// <param name="Resources">Audiences of APIs; empty for tokens to userinfo alone.</param>
    internal sealed record Granted(ImmutableArray<string> Scopes, ImmutableArray<string> Resources) : AccessOutcome;

    /// <summary>A scope is not one of the application's (<c>invalid_scope</c>).</summary>
    internal sealed record UnknownScope : AccessOutcome;

    /// <summary>A resource is not one of the application's (<c>invalid_target</c>, RFC 8707 §2).</summary>
    internal sealed record UnknownResource : AccessOutcome;
}
