using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Edge.Certificates;
using Everlatch.Edge.Regions;
using Everlatch.Hosting;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Edge.Tests.Certificates;

/// <summary>What a server answers about certificates, and to whom.</summary>
public sealed class CertificateFeedTests : IDisposable
{
    private const string Host = CertifiedRegion.Host;
    private const string Token = "edges";
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-feed-");
    private readonly TestAuthority authority = new();
    private readonly SampleCertificates certificates = new();
    private readonly int port = FreePort.Take();
    private readonly string keyFile;

    public CertificateFeedTests()
    {
        keyFile = Path.Combine(folder.FullName, "edge.key");
        KeyFile.Create(keyFile);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_edge_gets_a_certificate_that_only_the_edge_key_opens_and_only_for_its_host()
    {
        var tag = certificates.Issue(authority, Host);
        await using var server = await StartAsync();

        var (status, body, answer) = await AskAsync("/edge/certificates/" + Host);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var key = new EdgeKey(EdgeKey.File.Read(keyFile));
        Assert.Equal(tag, key.Open(HostName.Trusted(Host), body).Tag);
        Assert.ThrowsAny<CryptographicException>(() => key.Open(HostName.Trusted("x." + Host), body));
    }

    [Fact]
    public async Task An_edge_gets_the_answer_of_an_order_that_runs()
    {
        certificates.Orders[Host] = "token.thumbprint";
        await using var server = await StartAsync();

        var (status, body, answer) = await AskAsync("/edge/challenges/" + Host);

        Assert.Equal((HttpStatusCode.OK, "token.thumbprint"), (status, System.Text.Encoding.ASCII.GetString(body)));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/edge/certificates/nobody.example", HttpStatusCode.NotFound)]
    [InlineData("/edge/challenges/nobody.example", HttpStatusCode.NotFound)]
    [InlineData("/edge/certificates/..%2fedge", HttpStatusCode.BadRequest)]
    [InlineData("/edge/certificates/", HttpStatusCode.BadRequest)]
    public async Task What_there_is_not_is_told_so(string path, HttpStatusCode expected)
    {
        await using var server = await StartAsync();

        Assert.Equal(expected, (await AskAsync(path)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("another")]
    public async Task Without_the_token_there_is_nothing_there(string token)
    {
        certificates.Issue(authority, Host);
        await using var server = await StartAsync();

        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await AskAsync("/edge/certificates/" + Host, token)).Status);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await AskAsync("/edge/challenges/" + Host, token)).Status);
        Assert.Empty(certificates.Asked);
    }

    [Fact]
    public async Task A_server_without_an_edge_key_answers_nobody_and_one_with_a_bad_one_does_not_start()
    {
        await using (var server = await StartAsync(""))
        {
            Assert.Equal(HttpStatusCode.MisdirectedRequest, (await AskAsync("/edge/certificates/" + Host)).Status);
        }

        await File.WriteAllTextAsync(keyFile, "short", Ct);
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync());
        Assert.Equal("EL1912", refusal.Id);
    }

    // As the identity server has it; whatever is no edge's question goes on to the hosts.
    private async Task<WebApplication> StartAsync(string? key = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Everlatch:Feed:Token"] = Token, ["Everlatch:Feed:CertificateKeyFile"] = key ?? keyFile,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Services.AddOptions<FeedOptions>().Bind(builder.Configuration.GetSection(FeedOptions.Section));
        builder.Services.AddSingleton<ICertificateSource>(certificates);
        var app = builder.Build();
        app.UseCertificateFeed();
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        });
        await app.StartAsync(Ct);
        return app;
    }

    private async Task<(HttpStatusCode Status, byte[] Body, HttpResponseMessage Answer)> AskAsync(
        string path, string token = Token)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = token.Length > 0 ? new AuthenticationHeaderValue("Bearer", token) : null;
        var answer = await http.GetAsync(new Uri($"http://localhost:{port}{path}"), Ct);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(Ct), answer);
    }
}
