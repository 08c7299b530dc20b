using System.Text;
using CsCheck;
using Everlatch.Directory.Clients;

namespace Everlatch.Directory.Tests.Clients;

public sealed class ClientCredentialsTests
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    [Fact]
    public void A_basic_header_is_form_decoded() =>
        Assert.Equal(
            new ClientCredentials.Secret("a:b c", "ü/+%", ClientAuthenticationMethods.SecretBasic),
            Read(Basic("a%3Ab+c:%C3%BC%2F%2B%25")));

    [Fact]
    public void A_secret_in_the_body_is_another_method() =>
        Assert.Equal(
            new ClientCredentials.Secret("a", "s", ClientAuthenticationMethods.SecretPost),
            ClientCredentials.Read(null, "a", "s", null, null));

    [Fact]
    public void A_client_id_alone_names_a_public_client() =>
        Assert.Equal(new ClientCredentials.IdOnly("a"), ClientCredentials.Read(null, "a", null, null, null));

    [Fact]
    public void An_assertion_needs_its_type()
    {
        Assert.Equal(
            new ClientCredentials.Assertion(null, "jwt"), ClientCredentials.Read(null, null, null, AssertionType, "jwt"));
        Assert.IsType<ClientCredentials.Malformed>(ClientCredentials.Read(null, null, null, null, "jwt"));
        Assert.IsType<ClientCredentials.Malformed>(ClientCredentials.Read(null, null, null, "urn:other", "jwt"));
        Assert.IsType<ClientCredentials.Malformed>(ClientCredentials.Read(null, null, null, AssertionType, null));
    }

    [Fact]
    public void Two_methods_at_once_are_malformed()
    {
        var header = Basic("a:s");
        Assert.IsType<ClientCredentials.Malformed>(ClientCredentials.Read(header, "a", "s", null, null));
        Assert.IsType<ClientCredentials.Malformed>(ClientCredentials.Read(header, null, null, AssertionType, "jwt"));
        Assert.IsType<ClientCredentials.Malformed>(ClientCredentials.Read(null, "a", "s", AssertionType, "jwt"));
        Assert.IsType<ClientCredentials.Secret>(ClientCredentials.Read(header, "a", null, null, null));
    }

    [Fact]
    public void A_client_id_beside_the_header_must_be_the_same() =>
        Assert.IsType<ClientCredentials.Malformed>(ClientCredentials.Read(Basic("a:s"), "b", null, null, null));

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Negotiate abc")]
    [InlineData("")]
    public void Another_scheme_is_malformed(string header) =>
        Assert.IsType<ClientCredentials.Malformed>(ClientCredentials.Read(header, null, null, null, null));

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic  !!!")]
    [InlineData("Basic YQ==")]
    [InlineData("Basic Ojo6")]
    public void A_header_that_cannot_be_read_names_nobody(string header) =>
        Assert.True(ClientCredentials.Read(header, null, null, null, null)
            is ClientCredentials.Malformed or ClientCredentials.Secret { ClientId: "" });

    [Fact]
    public void Nothing_is_absent() =>
        Assert.IsType<ClientCredentials.Absent>(ClientCredentials.Read(null, null, null, null, null));

    [Fact]
    public void A_secret_never_shows_in_text() =>
        Assert.DoesNotContain("hush", ClientCredentials.Read(null, "a", "hush", null, null).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Any_pair_survives_the_header() =>
        Gen.Select(Gen.String, Gen.String).Sample((id, secret) =>
        {
            // Lone surrogates cannot be written as UTF-8 at all.
            if (HasLoneSurrogate(id) || HasLoneSurrogate(secret))
            {
                return;
            }

            var read = Read(Basic($"{FormEncode(id)}:{FormEncode(secret)}"));
            Assert.Equal(new ClientCredentials.Secret(id, secret, ClientAuthenticationMethods.SecretBasic), read);
        });

    [Fact]
    public void Garbage_never_throws() =>
        Gen.Select(Gen.String, Gen.String.Null(), Gen.String.Null()).Sample((header, id, secret) =>
        {
            _ = ClientCredentials.Read("Basic " + header, id, null, null, null);
            _ = ClientCredentials.Read(Basic(header), id, null, null, null);
            _ = ClientCredentials.Read(header, id, secret, null, null);
        });

    private static ClientCredentials Read(string header) => ClientCredentials.Read(header, null, null, null, null);

    private static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    private static string FormEncode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    private static bool HasLoneSurrogate(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) != text;
}
