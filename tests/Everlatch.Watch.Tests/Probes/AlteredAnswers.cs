using System.Net;

namespace Everlatch.Watch.Tests.Probes;

/// <summary>A server whose answers are changed on their way, as a bad release would give them.</summary>
internal sealed class AlteredAnswers(
    HttpMessageHandler server, Func<HttpRequestMessage, HttpResponseMessage, HttpResponseMessage?> alter)
    : DelegatingHandler(server)
{
    /// <summary>Requests as they came.</summary>
    public List<string> Seen { get; } = [];

    /// <summary>An answer of this status and text.</summary>
    public static HttpResponseMessage Answer(HttpStatusCode status, string body = "") =>
        new(status) { Content = new StringContent(body) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Seen.Add($"{request.Method} {request.RequestUri!.AbsolutePath} {request.Headers.UserAgent}");
        var answer = await base.SendAsync(request, cancellationToken);
        return alter(request, answer) ?? answer;
    }
}
