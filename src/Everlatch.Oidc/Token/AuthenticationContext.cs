using System.Collections.Immutable;

namespace Everlatch.Oidc.Token;

/// <summary>The <c>acr</c> values of this service: those that a sign-in can reach, and no others.</summary>
internal static class AuthenticationContext
{
    /// <summary>One factor.</summary>
    public const string OneFactor = "urn:everlatch:acr:1";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<string> All = [OneFactor];
}
