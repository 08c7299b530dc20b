using System.Text.Json;
using Everlatch.Core;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Apis;
using Everlatch.Identity.Applications;
using Everlatch.Identity.Environments;
using Everlatch.Server.Api.ApiTokens;
using Everlatch.Server.Api.Apis;
using Everlatch.Server.Api.Applications;
using Everlatch.Server.Api.Environments;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.MachineClients;
using Everlatch.Server.Api.Users;
using Everlatch.Server.Pages.Navigation;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Fuzz.Inputs;

/// <summary>What callers of the management API send.</summary>
internal static class Management
{
    private static readonly Cursors Cursors = new(Sample.Key);
    private static readonly JsonSerializerOptions Strict = Options();

    private static readonly Type[] Bodies =
    [
        typeof(NewApplicationBody),
        typeof(MachineClientChangeBody),
        typeof(NewApiBody),
        typeof(NewApiTokenBody),
        typeof(NewUserBody),
        typeof(EnvironmentChangeBody), typeof(NewHostBody),
    ];

    public static readonly IReadOnlyList<Target> All =
    [
        Target.OfText(
            "cursor",
            typeof(Cursors),
            text => Cursors.Read("users", text) is not { } id || Cursors.Read("users", Cursors.Write("users", id)) == id,
            Cursors.Write("users", "usr_0123456789abcdefghjkmnpqrs")),
        Target.OfText(
            "if-match",
            typeof(IfMatch),
            text => BindsOrRefuses(IfMatch.BindAsync, With(headers => headers.IfMatch = text)),
            "\"12\""),
        Target.OfText(
            "paging",
            typeof(Paging),
            text => BindsOrRefuses(
                Paging.BindAsync, Sample.Request(request => request.QueryString = new QueryString("?" + text))),
            "limit=20", "limit=1&after=AAAA"),
        Target.OfText(
            "body",
            typeof(StrictJson),
            ReadsOrRefuses,
            """{"name":"a","kind":"web","redirect_uris":["https://a.example/"],"scopes":["openid"]}""",
            """{"apis":[{"api":"api_1","scopes":[]}]}""",
            """{"tenant":"tnt_1","expires_at":"2026-01-01T00:00:00Z","permissions":["a:b"],"settings":{"branding":{}}}"""),
        Target.OfText(
            "redirect-uri",
            typeof(RedirectUris),
            text => Enum.GetValues<ApplicationKind>().All(
                kind => RedirectUris.Expected(text, kind) is not null || IsHarmless(text)),
            "https://app.example/callback?a=b", "com.example.app:/callback", "http://127.0.0.1:8080/"),
        Target.OfText(
            "audience",
            typeof(ApiRules),
            text => ApiRules.CheckAudience(text) is not null || new Uri(text).IsAbsoluteUri,
            "https://api.example", "urn:example:api"),
        Target.OfText(
            "issuer",
            typeof(HostRules),
            text => text.Split('\n') is not [var host, var issuer]
                || !HostName.TryParse(host, out var name)
                || HostRules.IssuerOf(name, issuer) is not { } taken
                || IssuerAddress.Of(taken) is { Authority.HasValue: true },
            "login.example\nhttps://login.example", "::1\nhttp://[::1]:8080", "bücher.example\nhttps://xn--bcher-kva.example"),
    ];

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        return options;
    }

    private static HttpContext With(Action<IHeaderDictionary> change) => Sample.Request(request => change(request.Headers));

    private static bool BindsOrRefuses<T>(Func<HttpContext, ValueTask<T?>> bind, HttpContext context)
        where T : class
    {
        try
        {
            return bind(context).AsTask().GetAwaiter().GetResult() is not null;
        }
        catch (RefusedRequestException)
        {
            return true;
        }
    }

    private static bool ReadsOrRefuses(string text) => Bodies.All(type =>
    {
        try
        {
            JsonSerializer.Deserialize(text, type, Strict);
            return true;
        }
        catch (JsonException)
        {
            return true;
        }
    });

    // It becomes a Location header, and its origin a source in a Content-Security-Policy.
    private static bool IsHarmless(string text)
    {
        var application = new ApplicationEntry
        {
            Id = Core.Ids.AppId.Trusted("app_1"),
            Name = "Fuzz",
            Kind = ApplicationKind.Native,
            FirstParty = true,
            RedirectUris = [text],
            PostLogoutRedirectUris = [],
            Scopes = [],
            Apis = [],
            SigningAlgorithm = "ES256",
        };
        return new Uri(text).Scheme is not ("javascript" or "data" or "file" or "blob" or "vbscript")





                                && PendingApplication.FormTargets(application).All(
                                    source => !source.Any(c => c is ';' or ',' or ' ' or '\'' or < ' '));
    }
}
