using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Tokens;
using Everlatch.Storage;

namespace Everlatch.Bench.Questions;

/// <summary>
/// Fills a database with environments, each with a host, a key, an API, a role, and machine clients with a secret.
/// </summary>
internal static class DirectoryRows
{
    private static readonly Statement Environment = Statement.Write(
        "bench.environment",
        """
        insert into environments (id, name, region, settings_json, created_at, updated_at, version)
        values (@environment, 'Bench', 'eu', '{}', 0, 0, 1)
        """);

    private static readonly Statement Host = Statement.Write(
        "bench.host",
        """
        insert into hosts (host_name, environment_id, issuer, is_primary, created_at)
        values (@host, @environment, @issuer, 1, 0)
        """);

    private static readonly Statement Key = Statement.Write(
        "bench.key",
        """
        insert into keys
            (environment_id, id, algorithm, public_jwk_json, private_key_sealed, published_at, signs_from, created_at)
        values (@environment, @key, 'ES256', @jwk, @sealedKey, 0, 0, 0)
        """);

    private static readonly Statement Api = Statement.Write(
        "bench.api",
        """
        insert into apis (environment_id, id, audience, name, scopes_json, token_seconds, created_at, updated_at, version)
        values (@environment, @api, 'https://api.example', 'API', '[{"name":"read","description":"Read"}]', 600, 0, 0, 1)
        """);

    private static readonly Statement Role = Statement.Write(
        "bench.role",
        """
        insert into roles (environment_id, id, key, name, permissions_json, created_at, updated_at, version)
        values (@environment, @role, 'admin', 'Admin', '["invoices:read"]', 0, 0, 1)
        """);

    private static readonly Statement Client = Statement.Write(
        "bench.client",
        """
        insert into machine_clients
            (environment_id, id, name, apis_json, signing_algorithm, token_seconds, created_at, updated_at, version)
        values (@environment, @client, 'Machine', @apis, 'ES256', 600, 0, 0, 1)
        """);

    private static readonly Statement Secret = Statement.Write(
        "bench.secret",
        """
        insert into client_secrets (environment_id, id, client_id, sha256, created_at)
        values (@environment, @secret, @client, @sha256, 0)
        """);

    /// <summary>Fills it; every client has the same secret, if one is given.</summary>
    public static async Task<(HostName[] Hosts, MachineClientId[] Clients)> FillAsync(
        IDatabase database, MasterKey master, int environments, int clientsEach, GeneratedSecret? secret = null)
    {
        var (hosts, clients) = (new List<HostName>(), new List<MachineClientId>());
        await using var transaction = await database.BeginAsync(CancellationToken.None);
        for (var i = 0; i < environments; i++)
        {
            var environment = Id.New<EnvironmentId>(TimeProvider.System);
            var api = Id.New<ApiId>(TimeProvider.System);
            hosts.Add(HostName.Trusted($"login.customer-{i}.example"));
            await AddEnvironmentAsync(transaction, master, environment, hosts[^1], api);
            for (var n = 0; n < clientsEach; n++)
            {
                clients.Add(Id.New<MachineClientId>(TimeProvider.System));
                await AddClientAsync(transaction, environment, clients[^1], api, secret ?? GeneratedSecret.New("els_"));
            }
        }

        await transaction.CommitAsync(CancellationToken.None);
        return ([.. hosts], [.. clients]);
    }

    private static async Task AddEnvironmentAsync(
        ITransaction transaction, MasterKey master, EnvironmentId environment, HostName host, ApiId api)
    {
        var key = Id.New<KeyId>(TimeProvider.System);
        var generated = GeneratedKey.For(SigningAlgorithms.Es256, key);
        var sealedKey = SealedSigningKey.Seal(master, environment, generated.Pkcs8);
        await SendAsync(transaction, Environment, new { environment });
        await SendAsync(transaction, Host, new { environment, host, issuer = $"https://{host}" });
        await SendAsync(transaction, Key, new { environment, key, jwk = generated.PublicJwk, sealedKey });
        await SendAsync(transaction, Api, new { environment, api });
        await SendAsync(transaction, Role, new { environment, role = Id.New<RoleId>(TimeProvider.System) });
    }

    private static async Task AddClientAsync(
        ITransaction transaction, EnvironmentId environment, MachineClientId client, ApiId api, GeneratedSecret known)
    {
        await SendAsync(transaction, Client, new { environment, client, apis = $$"""[{"api":"{{api}}","scopes":["read"]}]""" });
        var (secret, sha256) = (Id.New<SecretId>(TimeProvider.System), known.Hash);
        await SendAsync(transaction, Secret, new { environment, secret, client = client.Value, sha256 });
    }

    private static Task<int> SendAsync(ITransaction transaction, Statement statement, object arguments) =>
        transaction.ExecuteAsync(statement, arguments, CancellationToken.None);
}
