using System.Security.Cryptography;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Tests.Clients;

public sealed class ClientKeySetTests
{
    private const string Ed25519 =
        """{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"e","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}""";

    [Fact]
    public void Keys_bind_the_algorithms_of_their_kind()
    {
        Assert.Equal(["ES256"], Parse(new AssertionMaker().Jwks).Keys[0].Algorithms);
        Assert.Equal([SigningAlgorithms.EdDsa], Parse(Ed25519).Keys[0].Algorithms);
        Assert.Contains("PS256", Parse(Rsa(2048)).Keys[0].Algorithms);
        Assert.Equal(["RS512"], Parse(Rsa(2048, ",\"alg\":\"RS512\"")).Keys[0].Algorithms);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","x":"AQ","y":"AQ"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"secp256k1","x":"AQ","y":"AQ"}]}""")]
    [InlineData("""{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AQ"}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA"}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","n":"","e":"AQAB"}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","n":"AQAB","e":""}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","x":"","y":""}]}""")]
    [InlineData("""{"keys":[{"kty":"OKP","crv":"Ed25519","x":""}]}""")]
    [InlineData("""{"keys":[1]}""")]
    [InlineData("""{"keys":[null]}""")]
    public void Sets_that_cannot_verify_are_refused(string jwks)
    {
        Assert.False(ClientKeySet.TryParse(jwks, out _, out var problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void Weak_private_and_wrongly_used_keys_are_refused()
    {
        Assert.False(ClientKeySet.TryParse(Rsa(1024), out _, out _));
        Assert.False(ClientKeySet.TryParse(Rsa(2048, ",\"d\":\"AQAB\""), out _, out _));
        Assert.False(ClientKeySet.TryParse(Rsa(2048, ",\"use\":\"enc\""), out _, out _));
        Assert.False(ClientKeySet.TryParse(Rsa(2048, ",\"alg\":\"HS256\""), out _, out _));
        Assert.True(ClientKeySet.TryParse(Rsa(2048, ",\"use\":\"sig\""), out _, out _));
    }

    [Theory]
    [InlineData("AQAB", true)]
    [InlineData("AAEAAQ", true)]
    [InlineData("Aw", true)]
    [InlineData("AQ", false)]
    [InlineData("AAAB", false)]
    [InlineData("Ag", false)]
    [InlineData("AA", false)]
    [InlineData("", false)]
    public void An_rsa_key_that_anybody_can_sign_for_is_refused(string exponent, bool accepted)
    {
        var jwks = Rsa(2048).Replace("\"e\":\"AQAB\"", $"\"e\":\"{exponent}\"", StringComparison.Ordinal);

        Assert.Equal(accepted, ClientKeySet.TryParse(jwks, out _, out _));
    }

    [Fact]
    public void Zeros_before_a_modulus_make_no_key_stronger()
    {
        var padded = Base64UrlEncoder.Encode([.. new byte[128], .. ModulusOf(1024)]);

        Assert.False(ClientKeySet.TryParse(Jwks(padded), out _, out _));
        Assert.True(ClientKeySet.TryParse(Jwks(Base64UrlEncoder.Encode(ModulusOf(2048))), out _, out _));

        static string Jwks(string modulus) => $$"""{"keys":[{"kty":"RSA","n":"{{modulus}}","e":"AQAB"}]}""";
    }

    [Fact]
    public void A_kid_names_one_key()
    {
        var one = Rsa(2048, ",\"kid\":\"a\"");
        var twice = one.Replace("]}", "," + one["{\"keys\":[".Length..], StringComparison.Ordinal);
        Assert.False(ClientKeySet.TryParse(twice, out _, out var problem));
        Assert.Contains("two keys", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stored_set_that_cannot_be_read_lets_nobody_in() => Assert.Empty(ClientKeySet.Read("garbage")!.Keys);

    [Fact]
    public void A_set_that_is_registered_has_a_length_and_one_that_is_stored_is_read()
    {
        var padding = new string('x', ClientKeySet.MaxLength);
        var longer = Rsa(2048, $",\"note\":\"{padding}\"");
        Assert.Contains($"{ClientKeySet.MaxLength}", ClientKeySet.ProblemOf(longer), StringComparison.Ordinal);
        Assert.True(ClientKeySet.TryParse(longer, out _, out _));
        Assert.Null(ClientKeySet.ProblemOf(Rsa(2048)));
    }

    private static ClientKeySet Parse(string jwks) =>
        ClientKeySet.TryParse(jwks, out var keys, out var problem) ? keys : throw new FormatException(problem);

    private static byte[] ModulusOf(int bits)
    {
        using var rsa = RSA.Create(bits);
        return rsa.ExportParameters(false).Modulus!;
    }

    private static string Rsa(int bits, string more = "")
    {
        using var rsa = RSA.Create(bits);
        var parameters = rsa.ExportParameters(false);
        var (modulus, exponent) = (Base64UrlEncoder.Encode(parameters.Modulus), Base64UrlEncoder.Encode(parameters.Exponent));
        return $$"""
            {"keys":[{"kty":"RSA","n":"{{modulus}}","e":"{{exponent}}"{{more}}}]}
            """.Trim();
    }
}
