using System.Text;
using System.Text.Json;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Tokens;
using Everlatch.Identity.Apis;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Server.Tests.Api;

/// <summary>
/// Access tokens for the management API as an application gets them for a person, signed by the environment's own key.
/// </summary>
internal static class PersonToken
{
    /// <summary>A caller with such a token: the person has the permissions, the grant the scopes.</summary>
    public static ManagementCaller Caller(
        ManagementServer<SqliteEngine> server,
        string tenant,
        string user,
        string application,
        string[] permissions,
        string[] scopes)
    {
        var now = TimeProvider.System.GetUtcNow();
        var environment = server.Services.GetRequiredService<IDirectory>().Current.Environments[server.A];
        var key = environment.Keys.First(key => key.SignsAt(now));
        var header = new Dictionary<string, object>
        {
            ["alg"] = key.Algorithm,
            ["typ"] = AccessTokenVerifier.Type,
            ["kid"] = key.Id.Value,
        };
        var claims = new Dictionary<string, object>
        {
            ["iss"] = environment.Hosts.Values.First().Issuer,
            ["sub"] = user,
            ["aud"] = ManagementScopes.Audience,
            ["client_id"] = application,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
            ["jti"] = Id.NewText("tok", TimeProvider.System),
            ["sid"] = Id.New<SessionId>(TimeProvider.System).Value,
            ["gid"] = Id.New<GrantId>(TimeProvider.System).Value,
            ["tenant_id"] = tenant,
            ["permissions"] = permissions,
            ["scope"] = string.Join(' ', scopes),
        };
        var input = $"{Part(header)}.{Part(claims)}";
        var signature = new byte[TokenSigner.MaxSignatureLength];
        var length = TokenSigner.Sign(key, Encoding.ASCII.GetBytes(input), signature);
        return new ManagementCaller(server.Address, server.HostOf(server.A), server.A)
        {
            Token = $"{input}.{Base64UrlEncoder.Encode(signature[..length])}",
        };
    }

    private static string Part(Dictionary<string, object> members) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(members));
}
