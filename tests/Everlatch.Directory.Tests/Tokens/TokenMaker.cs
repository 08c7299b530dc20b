using System.Text;
using System.Text.Json;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Testing.Directories;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Tests.Tokens;

/// <summary>Writes access tokens by hand, so that every part of them can be wrong.</summary>
internal static class TokenMaker
{
    public const string Audience = "https://api.example";

    public static Dictionary<string, object> Header(SigningKeyEntry key) =>
        new() { ["alg"] = key.Algorithm, ["typ"] = "at+jwt", ["kid"] = key.Id.Value };

    public static Dictionary<string, object> Claims(SampleEnvironment sample, DateTimeOffset now) => new()
    {
        ["iss"] = sample.Issuer,
        ["sub"] = "mch_client",
        ["aud"] = Audience,
        ["client_id"] = "mch_client",
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
        ["jti"] = "the-jti",
        ["sid"] = "ses_session",
        ["gid"] = "grt_grant",
        ["scope"] = "read write",
    };

    public static string Sign(
        SigningKeyEntry key, Dictionary<string, object> claims, Dictionary<string, object>? header = null) =>
        Sign(claims, header ?? Header(key), input =>
        {
            var signature = new byte[TokenSigner.MaxSignatureLength];
            return signature[..TokenSigner.Sign(key, input, signature)];
        });

    public static string Sign(Dictionary<string, object> claims, Dictionary<string, object> header, Func<byte[], byte[]> sign)
    {
        var input = $"{Part(header)}.{Part(claims)}";
        return $"{input}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private static string Part(Dictionary<string, object> members) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(members));
}
