using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;

namespace Samples.WebApp;

/// <summary>A web application whose people sign in at Everlatch. Nothing in it is special: it is ASP.NET's own client.</summary>
public static class SignInApp
{
    private static readonly string[] Schemes =
        [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme];

    /// <summary>Builds it.</summary>
    public static WebApplication Build(WebAppSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(settings.Url);

        // Sessions end when this process does. A real application keeps its keys.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication(schemes =>
            {
                schemes.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                schemes.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
            })
            .AddCookie(cookie => cookie.Cookie.Name = "demo")
            .AddOpenIdConnect(oidc => SignInAt(settings, oidc));
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", (ClaimsPrincipal user) => Results.Content(HomePage(user), "text/html"));
        app.MapGet("/signin", () => Results.Challenge(Home));
        app.MapGet("/switch", (HttpContext context) => SwitchTenantAsync(context, settings.Issuer)).RequireAuthorization();
        app.MapPost("/signout", () => Results.SignOut(Home, Schemes));
        return app;
    }

    private static AuthenticationProperties Home => new() { RedirectUri = "/" };

    private static void SignInAt(WebAppSettings settings, OpenIdConnectOptions oidc)
    {
        oidc.Authority = settings.Issuer;
        oidc.RequireHttpsMetadata = settings.Issuer.StartsWith("https:", StringComparison.Ordinal);
        oidc.ClientId = settings.ClientId;
        oidc.ClientSecret = settings.ClientSecret;
        oidc.ResponseType = "code";
        oidc.ResponseMode = "query";
        oidc.Scope.Add("email");
        oidc.MapInboundClaims = false;
        oidc.SaveTokens = true;
        oidc.TokenValidationParameters.NameClaimType = "name";
        oidc.GetClaimsFromUserInfoEndpoint = true;
        oidc.CorrelationCookie.SameSite = oidc.NonceCookie.SameSite = SameSiteMode.Lax;
        oidc.CorrelationCookie.SecurePolicy = oidc.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    // The same authorization request, by way of the page on which people choose the tenant they act in.
    private static async Task SwitchTenantAsync(HttpContext context, string issuer)
    {
        await context.ChallengeAsync(Home);
        var authorize = new Uri(context.Response.Headers.Location.ToString()).PathAndQuery;
        context.Response.Headers.Location = $"{issuer}/tenants?return={Uri.EscapeDataString(authorize)}";
    }

    private static string HomePage(ClaimsPrincipal user) => Page(user.Identity is { IsAuthenticated: true }
        ? $"""
          <p>Signed in as <strong id="name">{Claim(user, "name")}</strong> (<span id="email">{Claim(user, "email")}</span>)
          in tenant <strong id="tenant">{Claim(user, "tenant_id")}</strong>.</p>
          <p><a id="switch" href="/switch">Switch tenant</a></p>
          <form method="post" action="/signout"><button id="signout">Sign out</button></form>
          """
        : """<p>Nobody is signed in.</p><p><a id="signin" href="/signin">Sign in</a></p>""");

    private static string Claim(ClaimsPrincipal user, string type) => WebUtility.HtmlEncode(user.FindFirstValue(type) ?? "none");

    private static string Page(string body) =>
        $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Demo</title>
        <meta name="viewport" content="width=device-width"></head><body><main><h1>Demo application</h1>{body}</main></body></html>
        """;
}
