using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Everlatch.Directory.Entries;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Tests.Clients;

/// <summary>Writes client assertions by hand, so that every part of them can be wrong.</summary>
internal sealed class AssertionMaker
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string KeyId { get; } = "client-key";

    public ClientKeySet KeySet =>
        ClientKeySet.TryParse(Jwks, out var keys, out var problem) ? keys : throw new FormatException(problem);

    public string Jwks
    {
        get
        {
            var point = key.ExportParameters(false).Q;
            var (x, y) = (Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));
            return $$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"{{KeyId}}","x":"{{x}}","y":"{{y}}"}]}""";
        }
    }

    public string PublicKeyPem => key.ExportSubjectPublicKeyInfoPem();

    public static Dictionary<string, object> Claims(string client, string audience, DateTimeOffset now) => new()
    {
        ["iss"] = client,
        ["sub"] = client,
        ["aud"] = audience,
        ["jti"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddMinutes(1).ToUnixTimeSeconds(),
    };

    public Dictionary<string, object> Header() => new() { ["alg"] = "ES256", ["kid"] = KeyId, ["typ"] = "JWT" };

    public string Sign(Dictionary<string, object> claims, Dictionary<string, object>? header = null) =>
        Sign(claims, header ?? Header(), input => key.SignData(input, HashAlgorithmName.SHA256));

    public static string Sign(Dictionary<string, object> claims, Dictionary<string, object> header, Func<byte[], byte[]> sign)
    {
        var input = $"{Part(header)}.{Part(claims)}";
        return $"{input}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private static string Part(Dictionary<string, object> members) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(members));
}
