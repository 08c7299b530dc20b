using System.Text;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Oidc.Grants;
using Everlatch.Server.Api.Http;

namespace Everlatch.Fuzz;

/// <summary>Inputs that a parser takes, to begin from: random bytes alone rarely come past the first check.</summary>
internal static class Seeds
{
    private static readonly MasterKey Key = new(new byte[MasterKey.Length]);

    public static IReadOnlyList<byte[]> Of(string target) => target switch
    {
        "token-form" or "form-text" =>
            Texts(
                "grant_type=client_credentials&client_id=mch_a&client_secret=a%2Bb&resource=urn%3Aa&resource=urn%3Ab&scope=a+b",
                "%C3%A4=1&&="),
        "basic-credentials" => Texts("Basic bWNoX2E6ZWxzX2I=", "basic JTQxOiUyQg=="),
        "client-assertion" => Texts("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJhIiwic3ViIjoiYSIsImF1ZCI6ImIiLCJleHAiOjEsImp0aSI6ImMifQ.AAAA"),
        "client-keys" => Texts(
            """{"keys":[{"kty":"EC","crv":"P-256","kid":"a","x":"AA","y":"AA"}]}""",
            """{"keys":[{"kty":"OKP"},{"kty":"RSA","n":"AA","e":"AQAB"}]}"""),
        "host-name" => Texts("login.example.com.", "bücher.example", "127.0.0.1", "[::1]", "xn--bcher-kva.example"),
        "email-address" => Texts("ada.lovelace+a@example.com", "ａ@bücher.example"),
        "id" => Texts("usr_0123456789abcdefghjkmnpqrs"),
        "region" => Texts("eu-1"),
        "refresh-token" => Texts(new RefreshToken(GrantId.Trusted("grt_0123456789abcdefghjkmnpqrs"), 3)
            .ToText(Key, EnvironmentId.Trusted("env_00000000000000000000000000"))),
        "cursor" => Texts(new Cursors(Key).Write("users", "usr_0123456789abcdefghjkmnpqrs")),
        "return-path" => Texts("/account?a=b#c", "//evil.example", "/\\evil.example"),
        "password-hash" => Texts("$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        "split-sql" => Texts(
            "create table \"a;\" (b text default 'it''s'); -- c\nselect $x$ ; $x$, e'\\'' /* /* */ */;",
            "create function f() returns int begin atomic select case when true then 1 end; end; select 1",
            "create trigger t after insert on [a;b] begin select `c;`; end; select 1"),
        "sealed-value" => [Key.Seal("fuzz", [1, 2, 3])],
        _ => Texts("a"),
    };

    /// <summary>Writes them as files, which is how AFL takes them.</summary>
    public static async Task WriteAsync(string target, string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        foreach (var (index, seed) in Of(target).Index())
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"seed-{index}"), seed);
        }
    }

    private static IReadOnlyList<byte[]> Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
