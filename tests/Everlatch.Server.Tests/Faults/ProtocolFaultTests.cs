using System.Buffers.Text;
using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Applications;
using Everlatch.Identity.Audit;
using Everlatch.Core;
using Everlatch.Server.Tests.Api;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Faults;

/// <summary>The database fails at every call of the protocols: no code, token or client is called worthless by it, or is lost.</summary>
public sealed class ProtocolFaultTests(FaultyServer server) : IClassFixture<FaultyServer>
{
    private const string Callback = "https://app.example/callback";
    private const string Verifier = "a-verifier-that-is-long-enough-for-the-rule-0123456789";

    [Theory]
    [InlineData(FaultKind.Stopped)]
    [InlineData(FaultKind.Slow)]
    [InlineData(FaultKind.ReadOnly)]
    [InlineData(FaultKind.DiskFull)]
    public async Task Every_endpoint_says_503_and_leaves_nothing_half_written(FaultKind kind)
    {
        var failed = 0;
        foreach (var (name, prepare) in await RequestsAsync())
        {
            failed += await server.SweepAsync(name, kind, prepare);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{failed} faults");
        Assert.True(failed >= 8, $"Only {failed} faults: the sweep met no database.");
    }

    private async Task<(string Name, Func<Task<Func<Task<Answer>>>> Prepare)[]> RequestsAsync()
    {
        var (web, device) = (await AddAsync(ApplicationKind.Web), await AddAsync(ApplicationKind.Device));
        var anybody = new Visitor(server.Host.Address);
        return
        [
            ("authorize", async () =>
            {
                var browser = await SignedAsync();
                return () => browser.GetAsync(Authorize(web));
            }),
            ("par", () => Ready(() => anybody.PostAsync("/oauth2/par", [.. web, .. Request()]))),
            ("code", async () =>
            {
                var code = await CodeAsync(web);
                return () => RedeemAsync(web, code);
            }),
            ("refresh", async () =>
            {
                var token = await RefreshTokenAsync(web);
                return () => anybody.PostAsync("/oauth2/token", [.. web, ("grant_type", "refresh_token"), ("refresh_token", token)]);
            }),
            ("introspect", async () =>
            {
                var token = await RefreshTokenAsync(web);
                return () => anybody.PostAsync("/oauth2/introspect", [.. web, ("token", token)]);
            }),
            ("revoke", async () =>
            {
                var token = await RefreshTokenAsync(web);
                return () => anybody.PostAsync("/oauth2/revoke", [.. web, ("token", token)]);
            }),
            ("device", () => Ready(() => anybody.PostAsync("/oauth2/device", [.. device, ("scope", "openid")]))),
        ];
    }

    private static Task<Func<Task<Answer>>> Ready(Func<Task<Answer>> send) => Task.FromResult(send);

    private static (string, string)[] Request() =>
    [
        ("response_type", "code"),
        ("redirect_uri", Callback),
        ("scope", "openid offline_access"),
        ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)))),
        ("code_challenge_method", "S256"),
    ];

    private static string Authorize((string Name, string Value)[] client) => QueryHelpers.AddQueryString(
        "/oauth2/authorize", new[] { client[0] }.Concat(Request()).ToDictionary(pair => pair.Item1, pair => (string?)pair.Item2));

    private async Task<Visitor> SignedAsync() => new(
        server.Host.Address, (await Person.NewAsync(server.Host.Services, server.Host.Operator)).Cookie);

    private async Task<string> CodeAsync((string Name, string Value)[] client)
    {
        var answer = await (await SignedAsync()).GetAsync(Authorize(client));
        return QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"].ToString();
    }

    private Task<Answer> RedeemAsync((string Name, string Value)[] client, string code) => new Visitor(server.Host.Address).PostAsync(
        "/oauth2/token",
        [.. client, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Callback), ("code_verifier", Verifier)]);

    private async Task<string> RefreshTokenAsync((string Name, string Value)[] client) =>
        (string)(await RedeemAsync(client, await CodeAsync(client))).Is(HttpStatusCode.OK).Json!["refresh_token"]!;

    // The first pair names the client; the rest proves it.
    private async Task<(string Name, string Value)[]> AddAsync(ApplicationKind kind)
    {
        var draft = new ApplicationDraft
        {
            Name = "Test",
            FirstParty = true,
            RedirectUris = kind == ApplicationKind.Device ? [] : ImmutableArray.Create(Callback),
            Scopes = ["openid", "offline_access"],
        };
        var made = await server.Host.Services.GetRequiredService<CreateApplication>().RunAsync(
            new AuditActor("test", ""), server.Host.Operator, kind, draft, TestContext.Current.CancellationToken);
        var done = Assert.IsType<Edit<CreateApplication.Made>.Done>(made).Value;
        return done.Secret is { } secret
            ? [("client_id", done.Application.Id.Value), ("client_secret", secret.Text)]
            : [("client_id", done.Application.Id.Value)];
    }
}
