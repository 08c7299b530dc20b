using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;
using Everlatch.Identity.Users;
using Everlatch.Server.Keys;

namespace Everlatch.Fuzz.Inputs;

/// <summary>Words of the domain.</summary>
internal static class Words
{
    public static readonly IReadOnlyList<Target> All =
    [
        Target.OfText(
            "host-name",
            typeof(HostName),
            text => !HostName.TryParse(text, out var name) || (HostName.TryParse(name.Value, out var again) && again == name),
            "login.example.com.", "bücher.example", "127.0.0.1", "[::1]", "xn--bcher-kva.example"),
        Target.OfText(
            "email-address",
            typeof(EmailAddress),
            text => !EmailAddress.TryParse(text, out var email)
                || (EmailAddress.TryParse(email.Key, out var again) && again.Key == email.Key),
            "ada.lovelace+a@example.com", "ａ@bücher.example"),
        Target.OfText(
            "id", typeof(Id), text => !UserId.TryParse(text, out var id) || id.Value == text, "usr_0123456789abcdefghjkmnpqrs"),
        Target.OfText("region", typeof(Region), text => !Region.TryParse(text, out var region) || region.Value == text, "eu-1"),
        Target.OfText(
            "network-party",
            typeof(NetworkParty),
            text => NetworkParty.Of(text) is not null,
            "2001:db8::1%eth0",
            "::ffff:192.0.2.1"),
        Target.OfText(
            "person-name",
            typeof(PersonName),
            text => !PersonName.TryParse(text, out var name) || (PersonName.TryParse(name, out var again) && again == name),
            " Ada Lovelace ", "李\u3000雷", "👩🏽‍💻"),
        Target.OfText(
            "tenant-name",
            typeof(TenantName),
            text => TenantName.Parse(text) is not { } name || TenantName.Parse(name) == name,
            " Acme GmbH "),
        Target.OfText(
            "role-keys",
            typeof(RoleKeys),
            text => RoleKeys.Parse(text.Split(' ')) is not { } keys || keys.All(RoleKeys.IsValid),
            "admin member", "billing-2 billing_3"),
        Target.OfText(
            "permissions",
            typeof(PermissionNames),
            text => PermissionNames.Parse(text.Split(' ')) is not { } names || names.All(PermissionNames.IsValid),
            "invoices:read invoices:write"),
        Target.OfText(
            "password",
            typeof(PlainTextPassword),
            text => !PlainTextPassword.TryParse(text, out var password) || PlainTextPassword.TryParse(password.Text, out _),
            "correct horse battery staple", "ﷺﷺﷺﷺﷺﷺﷺﷺ"),
        Target.OfText(
            "password-hash",
            typeof(Argon2Hash),
            text => !Argon2Hash.TryParse(text, out var hash) || hash.Digest.Length > 0,
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        Target.OfBytes("sealed-value", typeof(MasterKey), OpensOrRefuses, Sample.Key.Seal("fuzz", [1, 2, 3])),
        Target.OfText("master-key", typeof(MasterKeyFile), ReadsOrRefuses, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
    ];

    private static bool OpensOrRefuses(byte[] input)
    {
        try
        {
            return Sample.Key.Open("fuzz", input).Length < input.Length;
        }
        catch (CryptographicException)
        {
            return true; // how a value that was not sealed here is refused
        }
    }

    private static bool ReadsOrRefuses(string text)
    {
        try
        {
            return MasterKeyFile.Parse(text, "fuzz") is not null;
        }
        catch (Hosting.StartRefusedException)
        {
            return true;
        }
    }
}
