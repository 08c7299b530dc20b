using System.Text;
using Everlatch.Core.Ids;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Device;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Logout;
using Everlatch.Oidc.Par;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Fuzz.Inputs;

/// <summary>What applications hand to the protocols.</summary>
internal static class Protocols
{
    private static readonly byte[] ProofKey = ProofKeys.Of(Sample.Key, Sample.EnvironmentId);
    private static readonly AccessTokenVerifier Verifier = new(TimeProvider.System);

    public static readonly IReadOnlyList<Target> All =
    [
        Target.OfText(
            "refresh-token",
            typeof(RefreshToken),
            text => !RefreshToken.TryParse(text, ProofKey, out var token)
                || token.ToText(ProofKey) == text,
            new RefreshToken(GrantId.Trusted("grt_0123456789abcdefghjkmnpqrs"), 3).ToText(ProofKey)),
        Target.OfText(
            "user-code",
            typeof(UserCode),
            text => UserCode.Parse(text) is not { } code || UserCode.Parse(UserCode.Format(code)) == code,
            "BCDF-GHJK", "bcdf ghjk"),
        Target.OfText(
            "request-uri",
            typeof(PushedRequest),
            text => PushedRequest.TryIdOf(text, out var id) == id is not null,
            "urn:ietf:params:oauth:request_uri:elp_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        Target.OfText(
            "access-token",
            typeof(AccessTokenVerifier),
            text => Verifier.VerifyAsync(Sample.Here.Environment, text).AsTask().GetAwaiter().GetResult() is not null,
            Jwt($$"""{"alg":"ES256","typ":"at+jwt","kid":"{{Sample.KeyId}}"}""")),
        Target.OfText(
            "id-token-hint",
            typeof(ReadIdTokenHint),
            text => ReadIdTokenHint.RunAsync(Sample.Here.Environment, text).GetAwaiter().GetResult() is null,
            Jwt($$"""{"alg":"ES256","typ":"JWT","kid":"{{Sample.KeyId}}"}""")),
    ];

    private static string Jwt(string header) => string.Join(
        '.',
        Part(header),
        Part($$"""{"iss":"{{Sample.Here.Issuer}}","sub":"usr_0123456789abcdefghjkmnpqrs","aud":"app_a","exp":1,"sid":"a"}"""),
        Base64UrlEncoder.Encode(new byte[64]));

    private static string Part(string json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json));
}
