using Everlatch.Cli.Management;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Everlatch.Cli.Tests.Management;

/// <summary>What stands between the command line and the server may answer in its place, with whatever it likes.</summary>
public sealed class StrangeServerTests : IAsyncLifetime
{
    private readonly WebApplication app = NewApp();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/oauth2/token", () => Results.Json(new { access_token = "any" }));
        app.MapGet("/api/v1/page", () => Results.Content("<html></html>", "text/html"));
        app.MapGet("/api/v1/gateway", () => Results.Content("<html></html>", "text/html", null, StatusCodes.Status502BadGateway));
        app.MapGet("/api/v1/list", () => Results.Json(new[] { 1 }));
        app.MapGet("/api/v1/cut", () => Results.Content("""{"items": [""", "application/json"));
        app.MapGet("/api/v1/refused", () => Results.Json(new[] { 1 }, statusCode: StatusCodes.Status403Forbidden));
        app.MapGet("/api/v1/item", () => Results.Json(new { name = "Sound" }));
        app.MapDelete("/api/v1/item", () => Results.NoContent());
        await app.StartAsync(Ct);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("/page")]
    [InlineData("/gateway")]
    [InlineData("/list")]
    [InlineData("/cut")]
    [InlineData("/refused")]
    [InlineData("/nowhere")]
    public async Task An_answer_that_is_none_of_the_servers_is_told_as_one(string path)
    {
        using var client = new ManagementClient(new Connection(new Uri(app.Urls.Single()), "mch_any", "els_any"));
        Assert.Equal("EL1712", (await Assert.ThrowsAsync<RefusedException>(() => client.GetAsync(path, Ct))).Id);
    }

    [Fact]
    public async Task The_servers_own_are_understood()
    {
        using var client = new ManagementClient(new Connection(new Uri(app.Urls.Single()), "mch_any", "els_any"));
        Assert.Equal("Sound", (string?)(await client.GetAsync("/item", Ct)).Item["name"]);
        await client.DeleteAsync("/item", null, Ct);
    }

    private static WebApplication NewApp()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        return builder.Build();
    }
}
