// OpenIddict with its EF Core stores on PostgreSQL and its default settings: what the benchmark's table compares with.
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://127.0.0.1:{args[0]}");
builder.Services.AddDbContext<DbContext>(options => options.UseNpgsql(args[1]).UseOpenIddict());
builder.Services.AddOpenIddict()
    .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
    .AddServer(server =>
    {
        server.SetTokenEndpointUris("/oauth2/token").AllowClientCredentialsFlow().RegisterScopes("read");
        server.AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "bench" });
        server.AddEphemeralEncryptionKey().DisableAccessTokenEncryption();
        server.UseAspNetCore().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
    });
var app = builder.Build();
app.UseAuthentication();
app.MapPost("/oauth2/token", (HttpContext context) =>
{
    var request = context.GetOpenIddictServerRequest()!;
    var identity = new ClaimsIdentity(authenticationType: "token");
    identity.SetClaim(Claims.Subject, request.ClientId!);
    identity.SetScopes(request.GetScopes());
    identity.SetResources("https://api.example");
    identity.SetDestinations(_ => [Destinations.AccessToken]);
    return Results.SignIn(new ClaimsPrincipal(identity), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
});

await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
    await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>()
        .CreateAsync(new OpenIddictApplicationDescriptor
    {
        ClientId = "machine",
        ClientSecret = "secret",
        Permissions =
        {
            Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials, Permissions.Prefixes.Scope + "read",
        },
    });
}

await app.StartAsync();
Console.WriteLine("ready");
await app.WaitForShutdownAsync();
