using System.Diagnostics.Metrics;
using Everlatch.Directory;
using Everlatch.Directory.Clients;
using Everlatch.Directory.TokenRequests;
using Everlatch.Identity.Machines;
using Everlatch.Testing;
using Everlatch.Testing.Directories;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Tests.Machines;

/// <summary>
/// The machine path on a real server, without any database; other grants reach an endpoint that echoes its form.
/// </summary>
internal sealed class TokenServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private TokenServer(WebApplication app, HttpClient client) => (this.app, Client) = (app, client);

    public HttpClient Client { get; }

    public IMeterFactory Meters => app.Services.GetRequiredService<IMeterFactory>();

    public ApiTokenUses Uses => app.Services.GetRequiredService<ApiTokenUses>();

    public static async Task<TokenServer> StartAsync(SampleEnvironment sample, TestClock clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<ClientAuthentication>();
        builder.Services.AddSingleton<TokenMetrics>();
        builder.Services.AddSingleton<ITokenGrant, MachineTokens>();
        builder.Services.AddSingleton<ApiTokenUses>();
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Features.Set(sample.Here);
            return next(context);
        });
        app.UseTokenGrants();
        app.Run(EchoAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TokenServer(app, new HttpClient { BaseAddress = new Uri(app.Urls.First()) });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    private static async Task EchoAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null;
        await context.Response.WriteAsync($"other: {string.Join('&', form?.Select(pair => $"{pair.Key}={pair.Value}") ?? [])}");
    }
}
