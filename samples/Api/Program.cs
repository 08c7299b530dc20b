// An API that lets in only whoever brings an access token for it: right issuer, right audience, not expired, right scope.
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;

const string InvoicesRead = "invoices:read";
var issuer = Setting("ISSUER");
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseUrls(Setting("URL"));
builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
{
    bearer.Authority = issuer;
    bearer.RequireHttpsMetadata = issuer.StartsWith("https:", StringComparison.Ordinal);
    bearer.Audience = Setting("AUDIENCE");
    bearer.MapInboundClaims = false;

    // RFC 9068 §4: an ID token, or any other token of this issuer, is no access token.
    bearer.TokenValidationParameters.ValidTypes = ["at+jwt"];
});
builder.Services.AddAuthorizationBuilder()
    .AddPolicy(InvoicesRead, policy => policy.RequireAssertion(context => HasScope(context.User, InvoicesRead)));

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapGet("/invoices", Invoices).RequireAuthorization(InvoicesRead);
await app.RunAsync();

static object Invoices(ClaimsPrincipal caller) =>
    new { Caller = caller.FindFirstValue("sub"), Tenant = caller.FindFirstValue("tenant_id") };

// RFC 9068 §2.2.3: scopes are one claim, separated by spaces.
static bool HasScope(ClaimsPrincipal caller, string scope) =>
    caller.FindFirstValue("scope")?.Split(' ').Contains(scope, StringComparer.Ordinal) == true;

static string Setting(string name) =>
    Environment.GetEnvironmentVariable(name)
    ?? throw new InvalidOperationException($"The environment variable {name} is missing.");
