using System.Collections.Immutable;
using Everlatch.Directory;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Token;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Methods = Everlatch.Directory.Clients.ClientAuthenticationMethods;

namespace Everlatch.Oidc.Discovery;

/// <summary>What an issuer can do (OpenID Connect Discovery §3, RFC 8414 §2): what is supported, and nothing else.</summary>
internal sealed record IssuerMetadata
{
    private static readonly ImmutableArray<string> ClientMethods =
    [
        Methods.SecretBasic,
        Methods.SecretPost,
        Methods.PrivateKeyJwt,
        Methods.None,
    ];

    private static readonly ImmutableArray<string> ConfidentialMethods = ClientMethods.Remove(Methods.None);

    private static readonly ImmutableArray<string> AssertionAlgorithms =
        ["ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA"];

    public required string Issuer { get; init; }

    public required string AuthorizationEndpoint { get; init; }

    public required string TokenEndpoint { get; init; }

    public required string UserinfoEndpoint { get; init; }

    public required string JwksUri { get; init; }

    public required string IntrospectionEndpoint { get; init; }

    public required string RevocationEndpoint { get; init; }

    public required string EndSessionEndpoint { get; init; }

    public required string PushedAuthorizationRequestEndpoint { get; init; }

    public required string DeviceAuthorizationEndpoint { get; init; }

    public required ImmutableArray<string> IdTokenSigningAlgValuesSupported { get; init; }

    public ImmutableArray<string> ResponseTypesSupported { get; } = [ResponseTypes.Code];

    public ImmutableArray<string> ResponseModesSupported { get; } = [ResponseModes.Query];

    public ImmutableArray<string> GrantTypesSupported { get; } =
        [GrantTypes.AuthorizationCode, GrantTypes.RefreshToken, GrantTypes.ClientCredentials, GrantTypes.DeviceCode];

    public ImmutableArray<string> SubjectTypesSupported { get; } = [SubjectTypes.Public];

    public ImmutableArray<string> ScopesSupported { get; } =
        [Scopes.OpenId, Scopes.Profile, Scopes.Email, Scopes.OfflineAccess];

    public ImmutableArray<string> ClaimsSupported { get; } =
    [
        "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "at_hash", "sid", "tenant_id",
        "name", "locale", "email", "email_verified",
    ];

    public ImmutableArray<string> PromptValuesSupported { get; } =
        [PromptValues.None, PromptValues.Login, PromptValues.Consent, PromptValues.SelectAccount];

    public ImmutableArray<string> AcrValuesSupported { get; } = AuthenticationContext.All;

    public ImmutableArray<string> UiLocalesSupported { get; } = ["en", "de"];

    public ImmutableArray<string> CodeChallengeMethodsSupported { get; } = [CodeChallengeMethods.Sha256];

    public ImmutableArray<string> TokenEndpointAuthMethodsSupported { get; } = ClientMethods;

    public ImmutableArray<string> TokenEndpointAuthSigningAlgValuesSupported { get; } = AssertionAlgorithms;

    public ImmutableArray<string> RevocationEndpointAuthMethodsSupported { get; } = ClientMethods;

    public ImmutableArray<string> RevocationEndpointAuthSigningAlgValuesSupported { get; } = AssertionAlgorithms;

    public ImmutableArray<string> IntrospectionEndpointAuthMethodsSupported { get; } = ConfidentialMethods;

    public ImmutableArray<string> IntrospectionEndpointAuthSigningAlgValuesSupported { get; } = AssertionAlgorithms;

    public bool AuthorizationResponseIssParameterSupported { get; } = true;

    public bool RequirePushedAuthorizationRequests { get; }

    public bool ClaimsParameterSupported { get; }

    public bool RequestParameterSupported { get; }

    public bool RequestUriParameterSupported { get; }

    /// <summary>The metadata of the issuer that a request arrived at.</summary>
    public static IssuerMetadata Of(DirectoryHost here) => new()
    {
        Issuer = here.Issuer,
        AuthorizationEndpoint = here.Issuer + "/oauth2/authorize",
        TokenEndpoint = here.Issuer + "/oauth2/token",
        UserinfoEndpoint = here.Issuer + "/oauth2/userinfo",
        JwksUri = here.Issuer + "/oauth2/jwks",
        IntrospectionEndpoint = here.Issuer + "/oauth2/introspect",
        RevocationEndpoint = here.Issuer + "/oauth2/revoke",
        EndSessionEndpoint = here.Issuer + "/oauth2/logout",
        PushedAuthorizationRequestEndpoint = here.Issuer + "/oauth2/par",
        DeviceAuthorizationEndpoint = here.Issuer + "/oauth2/device",
        IdTokenSigningAlgValuesSupported =
            [.. SigningAlgorithms.All.Where(algorithm => here.Environment.Keys.Any(key => key.Algorithm == algorithm))],
    };
}
