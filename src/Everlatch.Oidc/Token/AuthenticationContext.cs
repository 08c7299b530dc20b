using System.Collections.Immutable;

namespace Everlatch.Oidc.Token;

/// <summary>The <c>acr</c> values of this service.</summary>
internal static class AuthenticationContext
{
    /// <summary>One factor.</summary>
    public const string OneFactor = "urn:everlatch:acr:1";

    /// <summary>Two factors or more.</summary>
    public const string TwoFactors = "urn:everlatch:acr:2";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<string> All = [OneFactor, TwoFactors];

    /// <summary>The class that methods of authentication amount to.</summary>
    public static string Of(ImmutableArray<string> amr) => amr.Contains("mfa") ? TwoFactors : OneFactor;
}
