using Everlatch.Edge.Forwarding;

namespace Everlatch.Edge.Slots;

/// <summary>
/// Keeps the handler from sending a request again by itself. It does so when a kept connection ends without an answer and the
/// request has no body: the server may have done it, and a second time must be decided by who knows what is safe.
/// </summary>
internal sealed class SendOnce(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is null && !RetryRule.IsSafe(request.Method.Method))
        {
            // Sending content, even none, is what the handler takes for a request that had its effect.
            request.Content = new ByteArrayContent([]);
            request.Content.Headers.ContentLength = 0;
        }

        return base.SendAsync(request, cancellationToken);
    }
}
