using System.Text;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Machines;
using Everlatch.Identity.Passwords;
using Everlatch.Oidc.Grants;
using Everlatch.Schema;
using Everlatch.Schema.Migrations;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Pages.Navigation;

namespace Everlatch.Fuzz;

/// <summary>
/// Every parser of ours that reads what strangers send, and the one that cuts migrations into statements. Each takes any bytes: an exception, or a broken promise, is a finding.
/// </summary>
internal static class Targets
{
    private static readonly MasterKey Key = new(new byte[MasterKey.Length]);
    private static readonly EnvironmentId Environment = EnvironmentId.Trusted("env_00000000000000000000000000");
    private static readonly Cursors Cursors = new(Key);

    public static IReadOnlyDictionary<string, Action<byte[]>> ByName { get; } =
        new Dictionary<string, Action<byte[]>>(StringComparer.Ordinal)
        {
            ["token-form"] = input => Promise(TokenForm.Read(input, new byte[input.Length]).Problem is null or { Length: > 0 }),
            ["form-text"] = input =>
                Promise(!FormText.TryDecode(input, new byte[input.Length], out var written) || written <= input.Length),
            ["basic-credentials"] = OfText(text => Promise(!BasicCredentials.IsBasic(text)
                || !BasicCredentials.TryRead(text, out var id, out var secret)
                || (id is not null && secret is not null))),
            ["client-assertion"] = OfText(text => Promise(ClientAssertion.Parse(text) is null or { ClientId: not null })),
            ["client-keys"] = OfText(
                text => Promise(!ClientKeySet.TryParse(text, out var keys, out _) || keys.Keys.Length <= ClientKeySet.MaxKeys)),
            ["host-name"] = OfText(text => Promise(!HostName.TryParse(text, out var name)
                || (HostName.TryParse(name.Value, out var again) && again == name))),
            ["email-address"] = OfText(text => Promise(!EmailAddress.TryParse(text, out var email)
                || (EmailAddress.TryParse(email.Key, out var again) && again.Key == email.Key))),
            ["id"] = OfText(text => Promise(!UserId.TryParse(text, out var id) || id.Value == text)),
            ["region"] = OfText(text => Promise(!Region.TryParse(text, out var region) || region.Value == text)),
            ["refresh-token"] = OfText(text => Promise(!RefreshToken.TryParse(text, Key, Environment, out var token)
                || token.ToText(Key, Environment) == text)),
            ["cursor"] = OfText(text => Promise(Cursors.Read("users", text) is not { } id
                || Cursors.Read("users", Cursors.Write("users", id)) == id)),
            ["return-path"] = OfText(text => Promise(ReturnPath.Parse(text).Value is ['/', not ('/' or '\\'), ..] or "/")),
            ["password-hash"] = OfText(text => Promise(!Argon2Hash.TryParse(text, out var hash) || hash.Digest.Length > 0)),
            ["split-sql"] = OfText(text =>
            {
                foreach (var engine in SchemaEngine.All)
                {
                    Promise(SplitsToThemselves(text, engine));
                }
            }),
            ["sealed-value"] = input =>
            {
                try
                {
                    Key.Open("fuzz", input);
                }
                catch (System.Security.Cryptography.CryptographicException)
                {
                    // How a value that was not sealed here is refused.
                }
            },
        };

    private static Action<byte[]> OfText(Action<string> parse) => input => parse(Encoding.UTF8.GetString(input));

    private static bool SplitsToThemselves(string text, SchemaEngine engine)
    {
        try
        {
            return SplitSql.Of(text, "fuzz", engine).All(s => SplitSql.Of(s.Sql, "fuzz", engine) is [var again] && again.Sql == s.Sql);
        }
        catch (SchemaException)
        {
            // How a text whose quotes do not end is refused.
            return true;
        }
    }

    private static void Promise(bool kept)
    {
        if (!kept)
        {
            throw new BrokenPromiseException();
        }
    }
}
