using System.Buffers.Text;
using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Core;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Applications;
using Everlatch.Identity.Audit;
using Everlatch.Server.Tests.Api;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Faults;

/// <summary>Applications of the environment that is at the address itself, and what people get for them.</summary>
internal sealed class TestApplications(FaultyServer server)
{
    public const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

    /// <summary>Where they send people who signed out.</summary>
    public const string Goodbye = "https://app.example/bye";

    private const string Callback = "https://app.example/callback";
    private const string Verifier = "a-verifier-that-is-long-enough-for-the-rule-0123456789";
    private readonly Dictionary<(ApplicationKind, bool), (string, string)[]> made = [];

    /// <summary>A browser that nobody is signed in with, or a program.</summary>
    public Visitor Anybody { get; } = new(server.Host.Address);

    /// <summary>The parameters with which an application names and proves itself; the name comes first.</summary>
    public async Task<(string Name, string Value)[]> AuthenticationAsync(
        ApplicationKind kind = ApplicationKind.Web, bool firstParty = true) =>
        made.TryGetValue((kind, firstParty), out var known) ? known : made[(kind, firstParty)] = await AddAsync(kind, firstParty);

    /// <summary>The parameters of an authorization request.</summary>
    public static (string Name, string Value)[] Request() =>
    [
        ("response_type", "code"),
        ("redirect_uri", Callback),
        ("scope", "openid offline_access"),
        ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)))),
        ("code_challenge_method", "S256"),
    ];

    /// <summary>The address of an authorization request.</summary>
    public async Task<string> AuthorizeAsync(bool firstParty = true) =>
        Address((await AuthenticationAsync(firstParty: firstParty))[0], Request());

    /// <summary>The address of an authorization request that was pushed.</summary>
    public async Task<string> PushedAsync()
    {
        var web = await AuthenticationAsync();
        var pushed = (await Anybody.PostAsync("/oauth2/par", [.. web, .. Request()])).Is(HttpStatusCode.Created).Json!;
        return Address(web[0], ("request_uri", (string)pushed["request_uri"]!));
    }

    /// <summary>A person's code, as the parameters that redeem it.</summary>
    public async Task<(string Name, string Value)[]> CodeAsync(Person? person = null)
    {
        using var browser = new Visitor(server.Host.Address, (person ?? await Person.NewAsync(server)).Cookie);
        var answer = await browser.GetAsync(await AuthorizeAsync());
        var code = QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"].ToString();
        return
        [
            .. await AuthenticationAsync(),
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", Callback),
            ("code_verifier", Verifier),
        ];
    }

    /// <summary>A token of a person who signed in to the web application.</summary>
    public async Task<string> TokenAsync(string member, Person? person = null) =>
        (string)(await Anybody.PostAsync("/oauth2/token", await CodeAsync(person))).Is(HttpStatusCode.OK).Json![member]!;

    /// <summary>The parameters that spend a refresh token.</summary>
    public async Task<(string Name, string Value)[]> RefreshAsync(string token) =>
        [.. await AuthenticationAsync(), ("grant_type", "refresh_token"), ("refresh_token", token)];

    /// <summary>A device that waits: the code to type, and the parameters with which it asks.</summary>
    public async Task<(string UserCode, (string Name, string Value)[] Poll)> DeviceAsync()
    {
        var device = await AuthenticationAsync(ApplicationKind.Device);
        var started = (await Anybody.PostAsync("/oauth2/device", [.. device, ("scope", "openid")])).Is(HttpStatusCode.OK).Json!;
        return (
            (string)started["user_code"]!,
            [.. device, ("grant_type", DeviceGrant), ("device_code", (string)started["device_code"]!)]);
    }

    private static string Address((string, string) client, params (string, string)[] parameters) => QueryHelpers.AddQueryString(
        "/oauth2/authorize", parameters.Prepend(client).ToDictionary(pair => pair.Item1, pair => (string?)pair.Item2));

    private async Task<(string Name, string Value)[]> AddAsync(ApplicationKind kind, bool firstParty)
    {
        var draft = new ApplicationDraft
        {
            Name = "Test",
            FirstParty = firstParty,
            RedirectUris = kind == ApplicationKind.Device ? [] : ImmutableArray.Create(Callback),
            PostLogoutRedirectUris = kind == ApplicationKind.Device ? [] : ImmutableArray.Create(Goodbye),
            Scopes = ["openid", "offline_access"],
        };
        var created = await server.Host.Services.GetRequiredService<CreateApplication>().RunAsync(
            new AuditActor("test", ""), server.Host.Operator, kind, draft, TestContext.Current.CancellationToken);
        var done = Assert.IsType<Edit<CreateApplication.Made>.Done>(created).Value;
        return done.Secret is { } secret
            ? [("client_id", done.Application.Id.Value), ("client_secret", secret.Text)]
            : [("client_id", done.Application.Id.Value)];
    }
}
