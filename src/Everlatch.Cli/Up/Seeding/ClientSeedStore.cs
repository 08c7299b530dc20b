using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>The rows of the first APIs, applications, machine clients and their secrets.</summary>
internal static class ClientSeedStore
{
    private static readonly Statement PutApi = Statement.Write(
        "seed.api",
        """
        insert into apis (environment_id, id, audience, name, scopes_json, token_seconds, created_at, updated_at, version)
        values (@environment, @api, @audience, @name, @scopes, @seconds, @now, @now, 1)
        on conflict (environment_id, audience) do update set scopes_json = @scopes, updated_at = @now, version = apis.version + 1
        """);

    private static readonly Statement PutApplication = Statement.Write(
        "seed.application",
        """
        insert into applications (environment_id, id, name, kind, first_party, redirect_uris_json, post_logout_redirect_uris_json,
            scopes_json, apis_json, signing_algorithm, settings_json, created_at, updated_at, version)
        values (@environment, @application, @name, @kind, @first_party, @redirect_uris, @post_logout_redirect_uris,
            @scopes, @apis, @algorithm, @settings, @now, @now, 1)
        on conflict (environment_id, id) do update set redirect_uris_json = @redirect_uris,
            post_logout_redirect_uris_json = @post_logout_redirect_uris, updated_at = @now, version = applications.version + 1
        """);

    private static readonly Statement InsertMachine = Statement.Write(
        "seed.machine_client",
        """
        insert into machine_clients (environment_id, id, name, apis_json, signing_algorithm, token_seconds, created_at, updated_at, version)
        values (@environment, @client, @name, @apis, @algorithm, @seconds, @now, @now, 1)
        on conflict (environment_id, id) do nothing
        """);

    private static readonly Statement DropSecrets = Statement.Write(
        "seed.drop_secrets", "delete from client_secrets where environment_id = @environment and client_id = @client");

    private static readonly Statement InsertSecret = Statement.Write(
        "seed.secret",
        """
        insert into client_secrets (environment_id, id, client_id, sha256, created_at)
        values (@environment, @secret, @client, @sha256, @now)
        """);

    public static Task PutApiAsync(IStatements statements, EnvironmentId environment, ApiEntry api, DateTimeOffset now, CancellationToken ct) =>
        statements.ExecuteAsync(
            PutApi,
            new { environment, api = api.Id, audience = api.Audience, name = api.Name, scopes = Json.Write(api.Scopes), seconds = api.TokenSeconds, now },
            ct);

    /// <summary>Adds an application, or lets its addresses follow the port.</summary>
    public static Task PutApplicationAsync(
        IStatements statements, EnvironmentId environment, ApplicationEntry application, DateTimeOffset now, CancellationToken ct) =>
        statements.ExecuteAsync(
            PutApplication,
            new
            {
                environment,
                application = application.Id,
                name = application.Name,
                kind = application.Kind.ToString(),
                first_party = application.FirstParty ? 1 : 0,
                redirect_uris = Json.Write(application.RedirectUris),
                post_logout_redirect_uris = Json.Write(application.PostLogoutRedirectUris),
                scopes = Json.Write(application.Scopes),
                apis = Json.Write(application.Apis),
                algorithm = application.SigningAlgorithm,
                settings = Json.Write(application.Settings),
                now,
            },
            ct);

    public static Task AddMachineAsync(
        IStatements statements, EnvironmentId environment, MachineClientEntry client, DateTimeOffset now, CancellationToken ct) =>
        statements.ExecuteAsync(
            InsertMachine,
            new
            {
                environment,
                client = client.Id,
                name = client.Name,
                apis = Json.Write(client.Apis),
                algorithm = client.SigningAlgorithm,
                seconds = client.TokenSeconds,
                now,
            },
            ct);

    /// <summary>Leaves a client with exactly this secret.</summary>
    public static async Task ReplaceSecretsAsync(
        IStatements statements, EnvironmentId environment, string client, SecretId secret, byte[] sha256, DateTimeOffset now, CancellationToken ct)
    {
        await statements.ExecuteAsync(DropSecrets, new { environment, client }, ct);
        await statements.ExecuteAsync(InsertSecret, new { environment, secret, client, sha256, now }, ct);
    }
}
