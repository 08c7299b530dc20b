using System.Net;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Core.Ids;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Everlatch.Identity.Tests.Certificates;

/// <summary>Stands before pebble and sees, counts and refuses what is asked of it.</summary>
internal sealed class AuthorityProxy : IAsyncDisposable
{
    /// <summary>Where orders are placed.</summary>
    public const string NewOrder = "/order-plz";

    private readonly TestAuthority authority = new();
    private readonly Pebble pebble;
    private readonly HttpClient http;
    private readonly WebApplication app;
    private int orders;

    private AuthorityProxy(Pebble pebble)
    {
        this.pebble = pebble;
        http = pebble.Client();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        var (certificate, key) = authority.Server("127.0.0.1");
        using var pem = X509Certificate2.CreateFromPem(certificate, key);
        var own = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(own)));
        app = builder.Build();
        app.Run(ForwardAsync);
    }

    /// <summary>Answers a request itself; null lets it through.</summary>
    public Func<HttpContext, IResult?> Refuse { get; set; } = _ => null;

    /// <summary>Happens before a request is looked at.</summary>
    public Func<HttpContext, Task> Seen { get; set; } = _ => Task.CompletedTask;

    /// <summary>Orders that were placed and let through.</summary>
    public int Orders => orders;

    /// <summary>The directory, as servers are told of it.</summary>
    public Uri Directory => new(new Uri(app.Urls.Single()), "/dir");

    /// <summary>A PEM file of the root that its https comes from.</summary>
    public string RootsFile { get; } = Path.Combine(Path.GetTempPath(), Id.NewText("roots", TimeProvider.System) + ".pem");

    public static async Task<AuthorityProxy> StartAsync(Pebble pebble)
    {
        var proxy = new AuthorityProxy(pebble);
        await File.WriteAllTextAsync(proxy.RootsFile, proxy.authority.Pem);
        await proxy.app.StartAsync();
        return proxy;
    }

    /// <summary>The authority's refusal of too many requests.</summary>
    public static IResult RateLimited(HttpContext context, int seconds)
    {
        context.Response.Headers.RetryAfter = $"{seconds}";
        return Results.Json(
            new { type = "urn:ietf:params:acme:error:rateLimited", detail = "too many" },
            contentType: "application/problem+json",
            statusCode: 429);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
        authority.Dispose();
        File.Delete(RootsFile);
    }

    private async Task ForwardAsync(HttpContext context)
    {
        await Seen(context);
        if (Refuse(context) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        if (context.Request.Path == NewOrder)
        {
            Interlocked.Increment(ref orders);
        }

        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            new Uri(pebble.Directory, context.Request.Path + context.Request.QueryString));

        // Addresses that pebble gives away name the host that it was asked at, and signatures name them too.
        request.Headers.Host = context.Request.Host.Value;
        request.Headers.Add("User-Agent", context.Request.Headers.UserAgent.ToString());
        if (HttpMethods.IsPost(context.Request.Method))
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
            request.Content.Headers.ContentLength = context.Request.ContentLength;
        }

        using var response = await http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var header in response.Headers.Concat(response.Content.Headers).Where(h => h.Key != "Transfer-Encoding"))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }
}
