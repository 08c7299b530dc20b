using Microsoft.AspNetCore.Builder;
using Samples.WebApp;

namespace Everlatch.Cli.Up;

/// <summary>
/// Runs the sample web application beside the server, as a stranger to it: they share a process and nothing else.
/// </summary>
internal static class DemoApplication
{
    /// <summary>Starts it at an origin; null without a demo.</summary>
    public static async Task<WebApplication?> StartAsync(UpFile summary, Uri? origin, CancellationToken ct)
    {
        if (origin is null || summary.Demo?.Web is not { } client)
        {
            return null;
        }

        var settings = new WebAppSettings(
            summary.Issuer, client.ClientId, client.ClientSecret, origin.GetLeftPart(UriPartial.Authority));
        var app = SignInApp.Build(settings);
        await app.StartAsync(ct);
        return app;
    }
}
