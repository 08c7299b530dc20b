using System.Net;
using Everlatch.Edge.Slots;
using Everlatch.Hosting;
using Everlatch.Hosting.Faults;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Everlatch.Edge.Forwarding;

/// <summary>One sending of a request to one server.</summary>
/// <param name="server">The server.</param>
/// <param name="body">The request's body; with all of it at hand, the request goes elsewhere if this server refuses it.</param>
internal sealed class Attempt(SlotServer server, KeptBody body) : HttpTransformer
{
    // The name is nobody's: the client of the server connects to its own one, and Host is the customer's.
    private const string Prefix = "http://server";
    private static readonly UriCreationOptions AsItCame = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Where it is sent.</summary>
    public SlotServer Server => server;

    /// <summary>Whether the server said that it began nothing, and its answer was dropped.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Sends it, and answers the client unless that failed.</summary>
    public async ValueTask<ForwarderError> SendAsync(
        HttpContext context, IHttpForwarder forwarder, ForwarderRequestConfig config)
    {
        server.Enter();
        try
        {
            return await forwarder.SendAsync(context, Prefix, server.Client, config, this);
        }
        finally
        {
            server.Leave();
        }
    }

    /// <inheritdoc />
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.Headers.Host = httpContext.Request.Host.Value;
        proxyRequest.RequestUri = UriOf(httpContext);
        body.AddTo(proxyRequest);
    }

    /// <inheritdoc />
    public override ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return ValueTask.FromResult(false);
        }

        if (proxyResponse.StatusCode == HttpStatusCode.ServiceUnavailable && proxyResponse.Headers.Remove(NotBegun.Header))
        {
            IsRefused = true;
            if (body.IsWhole)
            {
                return ValueTask.FromResult(false);
            }
        }

        return CopyAsync(httpContext, proxyResponse, cancellationToken);
    }

    private async ValueTask<bool> CopyAsync(HttpContext context, HttpResponseMessage response, CancellationToken ct)
    {
        var copies = await base.TransformResponseAsync(context, response, ct);
        context.Response.Headers[FromEdge.RequestId] = context.TraceIdentifier;
        EdgeHeaders.Secure(context);
        return copies;
    }

    // Byte for byte: a signature may stand over it (SAML bindings §3.4.4.1), and both sides must read the same path.
    private static Uri UriOf(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return raw.StartsWith('/')
            ? new Uri(Prefix + raw, AsItCame)
            : RequestUtilities.MakeDestinationAddress(Prefix, context.Request.Path, context.Request.QueryString);
    }
}
