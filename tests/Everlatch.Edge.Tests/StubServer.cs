using System.Collections.Concurrent;
using Everlatch.Hosting.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Everlatch.Edge.Tests;

/// <summary>A server behind the edge, on a Unix socket, that does what the test wants and remembers what it was asked.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private static int made;
    private readonly string path =
        Path.Combine(Path.GetTempPath(), $"everlatch-stub-{Environment.ProcessId}-{Interlocked.Increment(ref made)}.sock");

    private WebApplication? app;

    /// <summary>Its address in a slots file.</summary>
    public string Address => "unix:" + path;

    /// <summary>Whether it says that it is ready.</summary>
    public bool IsReady { get; set; } = true;

    /// <summary>What it does with a request; says its own name by default.</summary>
    public RequestDelegate Answer { get; set; } = context => context.Response.WriteAsync("hello");

    /// <summary>Every request that is not about health: method, target as it came, headers and body.</summary>
    public ConcurrentQueue<SeenRequest> Seen { get; } = [];

    public static async Task<StubServer> StartAsync(RequestDelegate? answer = null)
    {
        var stub = new StubServer();
        stub.Answer = answer ?? stub.Answer;
        await stub.StartAsync();
        return stub;
    }

    /// <summary>One that nobody started: connecting to it fails.</summary>
    public static StubServer NotStarted() => new();

    /// <summary>Starts it, or starts it again at the same address.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(path));
        app = builder.Build();
        app.Run(HandleAsync);
        await app.StartAsync();
    }

    /// <summary>Stops it: connecting fails from now on.</summary>
    public async Task StopAsync()
    {
        if (app is not null)
        {
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
            app = null;
        }
    }

    /// <summary>Refuses as a server does that has begun nothing.</summary>
    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        NotBegun.Tell(context.Response);
        return context.Response.WriteAsync("not ready");
    }

    /// <summary>Ends the connection without an answer, as a process does that dies.</summary>
    public static Task ResetAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        File.Delete(path);
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path == "/health/ready")
        {
            context.Response.StatusCode = IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Seen.Enqueue(new SeenRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        await Answer(context);
    }
}
