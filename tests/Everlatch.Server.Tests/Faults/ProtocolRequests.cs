using System.Net;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Apis;
using Everlatch.Server.Tests.Api;
using Everlatch.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Faults;

/// <summary>
/// The protocols' endpoints. Where one has several uses, each is named; a use of the token endpoint by its grant type.
/// </summary>
internal sealed class ProtocolRequests(FaultyServer server)
{
    // As if the family's windows had closed long ago.
    private static readonly Statement CloseWindows = Statement.Write(
        "testing.close_windows",
        """
        update grants set rotated_at = 0, window_started_at = 0
        where environment_id = @environment
            and id = (select id from grants where environment_id = @environment order by id desc limit 1)
        """);

    private static readonly Statement InsertOrder = Statement.Write(
        "testing.insert_order",
        """
        insert into certificate_orders (environment_id, host_name, next_try_at, attempts, lease, leased_until, challenge_type,
            challenge_token, challenge_authorization)
        values (@environment, @host, 0, 0, 'lease', @until, 'http-01', @token, 'answer')
        on conflict (environment_id, host_name) do nothing
        """);

    private readonly TestApplications applications = new(server);

    public IReadOnlyList<SweptRequest> All() =>
        [.. Authorization(), .. Tokens(), .. OfTokens(), .. Logout(), .. Documents(), Challenge(), .. OfEdges()];

    private IEnumerable<SweptRequest> Authorization() =>
    [
        new("GET /oauth2/authorize", "signed in", Need.Writes, async () =>
            Get(await SignedAsync(), await applications.AuthorizeAsync())),
        new("GET /oauth2/authorize", "pushed", Need.Writes, async () =>
            Get(await SignedAsync(), await applications.PushedAsync())),
        new("GET /oauth2/authorize", "consent", Need.Reads, async () =>
            Get(await SignedAsync(), await applications.AuthorizeAsync(false))),
        new("GET /oauth2/authorize", "nobody", Need.Nothing, async () =>
            Get(applications.Anybody, await applications.AuthorizeAsync())),
        new("POST /oauth2/authorize", "", Need.Nothing, async () =>
            Post("/oauth2/authorize", [(await applications.AuthenticationAsync())[0], .. TestApplications.Request()])),
        new("POST /oauth2/par", "", Need.Writes, async () =>
            Post("/oauth2/par", [.. await applications.AuthenticationAsync(), .. TestApplications.Request()])),
        new("POST /oauth2/device", "", Need.Writes, async () =>
            Post("/oauth2/device", [.. await applications.AuthenticationAsync(ApplicationKind.Device), ("scope", "openid")])),
    ];

    private IEnumerable<SweptRequest> Tokens()
    {
        const string Route = "POST /oauth2/token";
        return
        [
            new(Route, "client_credentials", Need.Nothing, MachineAsync),
            new(Route, "authorization_code", Need.Writes, async () => Post("/oauth2/token", await applications.CodeAsync())),
            new(Route, "authorization_code, for less", Need.Writes, async () =>
                Post("/oauth2/token", [.. await applications.CodeAsync(), ("scope", "openid")])),
            new(Route, "authorization_code, used before", Need.Writes, async () =>
            {
                var code = await applications.CodeAsync();
                (await applications.Anybody.PostAsync("/oauth2/token", code)).Is(HttpStatusCode.OK);
                return Post("/oauth2/token", code);
            }) { Refusal = HttpStatusCode.BadRequest },
            new(Route, "refresh_token", Need.Writes, async () =>
                Post("/oauth2/token", await applications.RefreshAsync(await applications.TokenAsync("refresh_token")))),
            new(Route, "refresh_token, used before", Need.Writes, ReuseAsync)
            {
                Refusal = HttpStatusCode.BadRequest, InTwoSteps = true,
            },
            new(Route, TestApplications.DeviceGrant, Need.Writes, async () =>
            {
                var (userCode, poll) = await applications.DeviceAsync();
                using var browser = await SignedAsync();
                var allow = await browser.FormAsync(
                    $"/device?user_code={userCode}", "/device", ("user_code", userCode), ("decision", "allow"));
                (await allow()).Is(HttpStatusCode.OK);
                return Post("/oauth2/token", poll);
            }),
            new(Route, TestApplications.DeviceGrant + ", pending", Need.Reads, async () =>
                Post("/oauth2/token", (await applications.DeviceAsync()).Poll)) { Refusal = HttpStatusCode.BadRequest },
        ];
    }

    private IEnumerable<SweptRequest> OfTokens() =>
    [
        new("POST /oauth2/introspect", "refresh token", Need.Reads, () => OfTokenAsync("/oauth2/introspect", "refresh_token")),
        new("POST /oauth2/introspect", "access token", Need.Nothing, () => OfTokenAsync("/oauth2/introspect", "access_token")),
        new("POST /oauth2/revoke", "refresh token", Need.Writes, () => OfTokenAsync("/oauth2/revoke", "refresh_token")),
        new("POST /oauth2/revoke", "access token", Need.Writes, () => OfTokenAsync("/oauth2/revoke", "access_token")),
        new("GET /oauth2/userinfo", "", Need.Reads, () => UserinfoAsync(HttpMethod.Get)),
        new("POST /oauth2/userinfo", "", Need.Reads, () => UserinfoAsync(HttpMethod.Post)),
    ];

    private IEnumerable<SweptRequest> Logout() =>
    [
        new("GET /oauth2/logout", "the person named", Need.Writes, async () =>
        {
            var person = await Person.NewAsync(server);
            var hint = await applications.TokenAsync("id_token", person);
            var path =
                $"/oauth2/logout?id_token_hint={hint}&post_logout_redirect_uri={Uri.EscapeDataString(TestApplications.Goodbye)}";
            return Get(new Visitor(server.Host.Address, person.Cookie), path);
        }),
        new("GET /oauth2/logout", "nobody named", Need.Reads, async () => Get(await SignedAsync(), "/oauth2/logout")),
        new("POST /oauth2/logout", "", Need.Nothing, () => Task.FromResult(Post("/oauth2/logout", []))),
    ];

    private IEnumerable<SweptRequest> Documents() =>
        from path in new[] { "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oauth2/jwks" }
        select new SweptRequest("GET " + path, "", Need.Nothing, () => Task.FromResult(Get(applications.Anybody, path)));

    private SweptRequest Challenge() => new("GET /.well-known/acme-challenge/{token}", "", Need.Reads, async () =>
    {
        const string Token = "token-of-an-authority";
        var until = TimeProvider.System.GetUtcNow().AddHours(1);
        await server.Host.Services.GetRequiredService<IDatabase>().ExecuteAsync(
            InsertOrder,
            new { environment = server.Host.Operator, host = server.Host.Address.Host, until, token = Token },
            TestContext.Current.CancellationToken);
        return Get(applications.Anybody, "/.well-known/acme-challenge/" + Token);
    });

    // There is none: under a fault that must not be said, for an edge would believe it.
    private IEnumerable<SweptRequest> OfEdges() =>
        from path in new[] { "/edge/certificates/login.acme.example", "/edge/challenges/login.acme.example" }
        select new SweptRequest("GET " + path, "", Need.Reads, () =>
        {
            var edge = new ManagementCaller(server.Host.Address, server.Host.Address.Authority, server.Host.Operator)
            {
                Token = FaultyServer.EdgeToken,
            };
            return Task.FromResult<Func<Task<Answer>>>(() => edge.SendAsync(HttpMethod.Get, path));
        }) { Refusal = HttpStatusCode.NotFound };

    private static Func<Task<Answer>> Get(Visitor browser, string path) => () => browser.GetAsync(path);

    private Func<Task<Answer>> Post(string path, params (string Name, string Value)[] form) =>
        () => applications.Anybody.PostAsync(path, form);

    private async Task<Visitor> SignedAsync() => new(server.Host.Address, (await Person.NewAsync(server)).Cookie);

    private async Task<Func<Task<Answer>>> MachineAsync()
    {
        var (id, secret) = await server.Host.MachineClientAsync(server.Host.Operator, [ManagementScopes.UsersRead]);
        return Post("/oauth2/token", ("client_id", id.Value), ("client_secret", secret), ("grant_type", "client_credentials"));
    }

    private async Task<Func<Task<Answer>>> ReuseAsync()
    {
        var spent = await applications.RefreshAsync(await applications.TokenAsync("refresh_token"));
        (await applications.Anybody.PostAsync("/oauth2/token", spent)).Is(HttpStatusCode.OK);
        var database = server.Host.Services.GetRequiredService<IDatabase>();
        await database.ExecuteAsync(
            CloseWindows, new { environment = server.Host.Operator }, TestContext.Current.CancellationToken);
        return Post("/oauth2/token", spent);
    }

    private async Task<Func<Task<Answer>>> OfTokenAsync(string path, string member)
    {
        var token = await applications.TokenAsync(member);
        return Post(path, [.. await applications.AuthenticationAsync(), ("token", token)]);
    }

    private async Task<Func<Task<Answer>>> UserinfoAsync(HttpMethod method)
    {
        var caller = new ManagementCaller(server.Host.Address, server.Host.Address.Authority, server.Host.Operator)
        {
            Token = await applications.TokenAsync("access_token"),
        };
        return () => caller.SendAsync(method, "/oauth2/userinfo");
    }
}
