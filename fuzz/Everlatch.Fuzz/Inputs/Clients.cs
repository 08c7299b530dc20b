using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Everlatch.Directory.TokenRequests;

namespace Everlatch.Fuzz.Inputs;

/// <summary>How clients present themselves.</summary>
internal static class Clients
{
    private const string Form =
        "grant_type=client_credentials&client_id=mch_a&client_secret=a%2Bb&resource=urn%3Aa&resource=urn%3Ab&scope=a+b";

    public static readonly IReadOnlyList<Target> All =
    [
        Target.OfBytes(
            "token-form",
            typeof(TokenForm),
            input => TokenForm.Read(input, new byte[input.Length]).Problem is null or { Length: > 0 },
            [.. System.Text.Encoding.UTF8.GetBytes(Form)],
            [.. "%C3%A4=1&&="u8]),
        Target.OfBytes(
            "form-text",
            typeof(FormText),
            input => !FormText.TryDecode(input, new byte[input.Length], out var written) || written <= input.Length,
            [.. "%C3%A4=1&&="u8]),
        Target.OfText(
            "basic-credentials",
            typeof(BasicCredentials),
            text => !BasicCredentials.IsBasic(text)
                || !BasicCredentials.TryRead(text, out var id, out var secret)
                || (id is not null && secret is not null),
            "Basic bWNoX2E6ZWxzX2I=", "basic JTQxOiUyQg=="),
        Target.OfText(
            "client-credentials",
            typeof(ClientCredentials),
            text => text.Split('\n') is not [var header, var id, var secret, var type, var assertion]





                                    || ClientCredentials.Read(
                                        NullIfEmpty(header),
                                        NullIfEmpty(id),
                                        NullIfEmpty(secret),
                                        NullIfEmpty(type),
                                        NullIfEmpty(assertion))
                    is not null,
            "Basic bWNoX2E6ZWxzX2I=\nmch_a\n\n\n",
            "\nmch_a\nels_b\n\n",
            "\n\n\nurn:ietf:params:oauth:client-assertion-type:jwt-bearer\na.b.c"),
        Target.OfText(
            "client-assertion",
            typeof(ClientAssertion),
            text => ClientAssertion.Parse(text) is null or { ClientId: not null },
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJhIiwic3ViIjoiYSIsImF1ZCI6ImIiLCJleHAiOjEsImp0aSI6ImMifQ.AAAA"),
        Target.OfText(
            "client-keys",
            typeof(ClientKeySet),
            text => !ClientKeySet.TryParse(text, out var keys, out _) || keys.Keys.Length <= ClientKeySet.MaxKeys,
            """{"keys":[{"kty":"EC","crv":"P-256","kid":"a","x":"AA","y":"AA"}]}""",
            """{"keys":[{"kty":"OKP"},{"kty":"RSA","n":"AA","e":"AQAB"}]}"""),
    ];

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
