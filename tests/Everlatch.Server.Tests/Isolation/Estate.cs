using System.Net;
using System.Text.Json.Nodes;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Identity.Apis;
using Everlatch.Server.Tests.Api;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Isolation;

/// <summary>One of everything in an environment, made fresh, with the environment's and the tenant's own credentials.</summary>
internal sealed class Estate
{
    // Everything that a route which is open to tenants may ask for.
    private static readonly string[] Permissions =
    [
        ManagementScopes.TenantsRead, ManagementScopes.TenantsWrite, ManagementScopes.UsersRead,
        ManagementScopes.TokensRead, ManagementScopes.TokensWrite, ManagementScopes.AuditRead,
    ];

    private static readonly Statement InsertSession = Statement.Write(
        "testing.insert_session",
        """
        insert into sessions (environment_id, id, token_sha256, user_id, amr_json, authenticated_at, created_at, last_seen_at,
            idle_expires_at, expires_at, address, user_agent)
        values (@environment, @session, @token, @user, '[]', @now, @now, @now, @until, @until, '', '')
        """);

    private static readonly Statement ServeDomain = Statement.Write(
        "testing.serve_domain",
        "update domains set state = 'live', reason = 'serving' where environment_id = @environment and id = @domain");

    private static readonly Statement InsertHost = Statement.Write(
        "testing.insert_host",
        """
        insert into hosts (host_name, environment_id, issuer, is_primary, created_at)
        values (@host, @environment, @issuer, 0, 0)
        """);

    private static readonly TestAuthority Authority = new();
    private readonly Dictionary<string, string> ids = [];
    private readonly Dictionary<string, string> secrets = [];

    private Estate(ManagementCaller owner, ManagementCaller tenant, string mark)
    {
        Owner = owner;
        Tenant = tenant;
        Mark = mark;
    }

    /// <summary>A machine client that may do anything in the environment.</summary>
    public ManagementCaller Owner { get; }

    /// <summary>An API token of the tenant that may do anything there.</summary>
    public ManagementCaller Tenant { get; }

    /// <summary>A word in every name and address of this estate: nobody else may ever read it.</summary>
    public string Mark { get; }

    /// <summary>The role that its people and its API token have.</summary>
    public string RoleKey => "r-" + Mark;

    /// <summary>The tenant's custom domain.</summary>
    public string DomainHost => $"login.{Mark}.example.com";

    /// <summary>A new certificate for it, as it is uploaded.</summary>
    public object NewCertificate()
    {
        var (chain, key) = Authority.Server(DomainHost);
        return new { chain, private_key = key };
    }

    /// <summary>Ids by the name that routes give them. A secret is named after what it belongs to.</summary>
    public string this[string parameter, string path] =>
        parameter == "secret"
            ? secrets.First(secret => path.Contains(secret.Key, StringComparison.Ordinal)).Value
            : ids[parameter];

    public static async Task<Estate> NewAsync(ManagementServer<SqliteEngine> server, EnvironmentId environment)
    {
        var owner = await server.CallerAsync(environment, [.. ManagementScopes.All.Except([ManagementScopes.Operator])]);
        var tenant = new ManagementCaller(server.Address, server.HostOf(environment), environment);
        var mark = Id.NewText("x", TimeProvider.System)[^12..];
        var estate = new Estate(owner, tenant, mark);
        estate.ids["environment"] = environment.Value;
        await estate.AddPeopleAsync();
        await estate.AddTokenAsync();
        await estate.AddClientsAsync();
        await estate.AddSessionAsync(server.Services.GetRequiredService<IDatabase>());
        await estate.AddCertificateAsync(server.Services.GetRequiredService<IDatabase>());
        return estate;
    }

    private async Task AddPeopleAsync()
    {
        await MakeAsync("/roles", new { key = RoleKey, name = "Role " + Mark, permissions = Permissions });
        var free = new { key = "free-" + Mark, name = "Free", permissions = Array.Empty<string>() };
        ids["role"] = (string)(await MakeAsync("/roles", free))["id"]!;
        ids["tenant"] = (string)(await MakeAsync("/tenants", new { key = "t-" + Mark, name = "Tenant " + Mark }))["id"]!;
        foreach (var name in new[] { "other", "user" })
        {
            ids[name] = await AddUserAsync(name);
            await MakeAsync($"/tenants/{ids["tenant"]}/memberships", new { user = ids[name], roles = new[] { RoleKey } });
        }

        ids["stranger"] = await AddUserAsync("stranger");
        var invitation = new { email = $"invited@{Mark}.example", roles = Array.Empty<string>() };
        ids["invitation"] = (string)(await MakeAsync($"/tenants/{ids["tenant"]}/invitations", invitation))["id"]!;
    }

    private async Task<string> AddUserAsync(string name) =>
        (string)(await MakeAsync("/users", new { email = $"{name}@{Mark}.example", name, email_verified = true }))["id"]!;

    private async Task AddTokenAsync()
    {
        var made = await MakeAsync(
            "/api-tokens",
            new { name = "Token " + Mark, tenant = ids["tenant"], roles = new[] { RoleKey }, permissions = Permissions });
        ids["token"] = (string)made["token"]!["id"]!;
        secrets["/api-tokens/"] = (string)made["secret"]!["id"]!;
        (await Tenant.SignInAsync(ids["token"], (string)made["secret"]!["secret"]!)).Is(HttpStatusCode.OK);
    }

    private async Task AddClientsAsync()
    {
        var application =
            new { name = "App " + Mark, kind = "web", redirect_uris = new[] { $"https://{Mark}.example/callback" } };
        ids["application"] = IdIn(await MakeAsync("/applications", application));
        ids["client"] = IdIn(await MakeAsync("/machine-clients", new { name = "Client " + Mark }));
        secrets["/applications/"] = await FirstAsync($"/applications/{ids["application"]}/secrets");
        secrets["/machine-clients/"] = await FirstAsync($"/machine-clients/{ids["client"]}/secrets");
        ids["api"] = IdIn(await MakeAsync("/apis", new { audience = $"https://{Mark}.example/", name = "API " + Mark }));
        ids["host"] = $"{Mark}.example";
        await MakeAsync("/hosts", new { host = ids["host"] });
        var domain = new { host = DomainHost, tenant = ids["tenant"] };
        ids["domain"] = IdIn(await MakeAsync("/domains", domain));
        ids["key"] = await FirstAsync("/keys", key => (string?)key["algorithm"] == "ES256");
    }

    private async Task AddSessionAsync(IDatabase database)
    {
        var now = TimeProvider.System.GetUtcNow();
        var session = Id.New<SessionId>(TimeProvider.System);
        ids["session"] = session.Value;
        var token = GeneratedSecret.HashOf(session.Value);
        var arguments = new { environment = Owner.Environment, session, token, user = ids["user"], now, until = now.AddHours(1) };
        await database.ExecuteAsync(InsertSession, arguments, TestContext.Current.CancellationToken);
    }

    // Proven as if DNS had been asked: there is nobody to answer.
    private async Task AddCertificateAsync(IDatabase database)
    {
        var (environment, ct) = (Owner.Environment, TestContext.Current.CancellationToken);
        await database.ExecuteAsync(ServeDomain, new { environment, domain = ids["domain"] }, ct);
        await database.ExecuteAsync(
            InsertHost, new { environment, host = DomainHost, issuer = $"https://{DomainHost}" }, ct);
        (await Owner.PutAsync($"{Owner.Own}/domains/{ids["domain"]}/certificate", NewCertificate(), null)).Is(HttpStatusCode.OK);
    }

    private async Task<string> FirstAsync(string path, Func<JsonNode, bool>? matching = null) =>
        (string)(await Owner.GetAsync(Owner.Own + path)).Is(HttpStatusCode.OK).Json!["items"]!.AsArray()
            .First(item => matching?.Invoke(item!) ?? true)!["id"]!;

    private async Task<JsonNode> MakeAsync(string path, object body) =>
        (await Owner.PostAsync(Owner.Own + path, body)).Is(HttpStatusCode.Created).Json!;

    // An application or machine client is answered together with its first secret.
    private static string IdIn(JsonNode made) =>
        (string?)made["id"] ?? (string)made.AsObject().Select(member => member.Value).OfType<JsonObject>().First()["id"]!;
}
