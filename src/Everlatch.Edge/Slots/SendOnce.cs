using System.Net.Http.Headers;
using Everlatch.Edge.Forwarding;

namespace Everlatch.Edge.Slots;

/// <summary>Keeps the handler from sending a request again by itself, and sends what is at hand at once.</summary>
/// <remarks>
/// The handler sends again when a kept connection ends without an answer and the request has no body: the server may have done
/// it, and a second time must be decided by who knows what is safe. The forwarder sends the headers first and the body after
/// them, for which both sides wake up twice; a body that is kept goes with its headers.
/// </remarks>
internal sealed class SendOnce(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is null)
        {
            if (!RetryRule.IsSafe(request.Method.Method))
            {
                // Sending content, even none, is what the handler takes for a request that had its effect.
                request.Content = new ByteArrayContent([]);
                request.Content.Headers.ContentLength = 0;
            }
        }
        else if (KeptBody.Of(request) is { } kept)
        {
            request.Content = WholeOf(kept, request.Content.Headers);
        }

        return base.SendAsync(request, cancellationToken);
    }

    private static ByteArrayContent WholeOf(byte[] body, HttpContentHeaders headers)
    {
        var whole = new ByteArrayContent(body);
        foreach (var (name, values) in headers.NonValidated)
        {
            whole.Headers.TryAddWithoutValidation(name, values);
        }

        return whole;
    }
}
