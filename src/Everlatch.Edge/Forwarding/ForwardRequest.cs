using System.Net;
using Everlatch.Core;
using Everlatch.Edge.Hosts;
using Everlatch.Edge.Slots;
using Everlatch.Hosting.Faults;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Everlatch.Edge.Forwarding;

/// <summary>Sends a request to a server of its client's slot, and to another one as long as nothing can happen twice.</summary>
internal sealed partial class ForwardRequest(
    LiveSlots slots, IHttpForwarder forwarder, EdgeOptions options, EdgeMetrics metrics, ILogger<ForwardRequest> logger)
{
    // More than that, and a slot that breaks down is asked several times over by everybody.
    private const int MostAttempts = 3;

    private readonly ForwarderRequestConfig config = new()
    {
        ActivityTimeout = TimeSpan.FromSeconds(options.AnswerSeconds),
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <summary>Answers a request.</summary>
    public async Task RunAsync(HttpContext context)
    {
        var home = context.Features.GetRequiredFeature<HostRoute>().Home;
        await CountAsync(context, slots.Of(home)?.Choose(context.Connection.RemoteIpAddress));
    }

    /// <summary>Answers a request that is about this region itself, whatever its host.</summary>
    public Task ToOwnRegionAsync(HttpContext context) => CountAsync(context, slots.Current.Choose(null));

    private async Task CountAsync(HttpContext context, Slot? slot)
    {
        var (of, begun) = (RouteClasses.Of(context.Request.Path), slot?.Counts.Begin() ?? 0);
        await AnswerAsync(context, of, slot);
        metrics.CountRequest(of, context.Response.StatusCode);
        slot?.Counts.Count(context, of, begun);
    }

    private async Task AnswerAsync(HttpContext context, RouteClass of, Slot? slot)
    {
        if (slot is null)
        {
            await EdgeAnswers.WriteAsync(context, EdgeProblems.NoServer);
            return;
        }

        var body = await RequestBody.KeepAsync(context, options.KeptBodyBytes);
        if (!await slot.Admission.EnterAsync(of, context.RequestAborted))
        {
            metrics.CountShed(of);
            await EdgeAnswers.WriteAsync(context, EdgeProblems.Shed);
            return;
        }

        try
        {
            EdgeHeaders.Replace(context);
            if (await SendAsync(context, slot, body) is { } problem)
            {
                await EdgeAnswers.WriteAsync(context, problem);
            }
        }
        finally
        {
            slot.Admission.Leave();
        }
    }

    // What is left to say; null when the client was answered, or is gone.
    private async Task<Problem?> SendAsync(HttpContext context, Slot slot, KeptBody body)
    {
        var tried = new SlotServer?[MostAttempts];
        for (var count = 0; count < MostAttempts; count++)
        {
            if (slot.Pick(tried) is not { } server)
            {
                return EdgeProblems.NoServer;
            }

            tried[count] = server;
            var attempt = new Attempt(server, body);
            var error = await attempt.SendAsync(context, forwarder, config);
            if (error == ForwarderError.None && !attempt.IsRefused)
            {
                return null;
            }

            Note(context, attempt, error);
            if (RetryRule.Reason(context, attempt, error, body.IsWhole) is not { } reason)
            {
                return Remaining(context, attempt, error);
            }

            metrics.CountRetry(reason);
            context.Response.Clear();
            context.Features.Set<IForwarderErrorFeature>(null);
        }

        return EdgeProblems.NoServer;
    }

    private static Problem? Remaining(HttpContext context, Attempt attempt, ForwarderError error)
    {
        if (attempt.IsRefused || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }

        // The client's own body broke off or grew too large.
        return error == ForwarderError.RequestBodyClient
            ? HostProblems.BadRequest(RequestBody.StatusOf(context.Features.Get<IForwarderErrorFeature>()?.Exception))
            : EdgeProblems.NoAnswer;
    }

    // A server that cannot be reached, or says so itself, is out until it is ready again. A lost answer is a reason to look, and
    // no more: else whoever finds a request that ends a connection could take out every server.
    private void Note(HttpContext context, Attempt attempt, ForwarderError error)
    {
        var cause = context.Features.Get<IForwarderErrorFeature>()?.Exception;
        if (attempt.IsRefused || RetryRule.IsUnsent(cause))
        {
            if (attempt.Server.Set(false))
            {
                LogOut(attempt.Server.Address.Text, context.TraceIdentifier, cause?.Message ?? "it said that it is not ready");
            }
        }
        else if (context.RequestAborted.IsCancellationRequested
            || error is ForwarderError.RequestBodyClient or ForwarderError.ResponseBodyClient)
        {
            return;
        }
        else
        {
            LogLost(attempt.Server.Address.Text, context.TraceIdentifier, error, cause);
        }

        attempt.Server.AskForProbe();
    }

    [LoggerMessage(6201, LogLevel.Warning, "Server {Server} gets no requests, it could not begin {RequestId}: {Reason}")]
    private partial void LogOut(string server, string requestId, string reason);

    [LoggerMessage(6202, LogLevel.Warning, "Server {Server} did not answer request {RequestId}: {Error}")]
    private partial void LogLost(string server, string requestId, ForwarderError error, Exception? cause);
}
