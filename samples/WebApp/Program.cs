using Samples.WebApp;

// ISSUER, CLIENT_ID, CLIENT_SECRET and URL stand in up.json: issuer, demo.web, and the origin of demo.web.redirect_uri.
var settings = new WebAppSettings(Setting("ISSUER"), Setting("CLIENT_ID"), Setting("CLIENT_SECRET"), Setting("URL"));
await using var app = SignInApp.Build(settings);
await app.RunAsync();

static string Setting(string name) =>
    Environment.GetEnvironmentVariable(name)
    ?? throw new InvalidOperationException($"The environment variable {name} is missing.");
