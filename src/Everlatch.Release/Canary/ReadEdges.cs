using System.Net.Http.Headers;
using System.Text.Json;
using Everlatch.Core.Figures;

namespace Everlatch.Release.Canary;

/// <summary>Asks edges what they counted (<c>/figures</c>). One that does not answer in time is missing in this turn.</summary>
/// <param name="http">Asks them; its patience holds for each.</param>
/// <param name="token">
/// What <c>Everlatch:Telemetry:MetricsToken</c> of the edges is; null for edges of this machine without one.
/// </param>
internal sealed class ReadEdges(HttpClient http, string? token)
{
    private const string Path = "/figures";

    /// <summary>What those said that answered, by their address.</summary>
    public async Task<IReadOnlyDictionary<string, EdgeFigures>> RunAsync(IEnumerable<Uri> edges, CancellationToken ct)
    {
        var answers = await Task.WhenAll(
            edges.Select(async edge => (Edge: edge.AbsoluteUri, Figures: await ReadAsync(edge, ct))));
        return answers.Where(answer => answer.Figures is not null)
            .ToDictionary(answer => answer.Edge, answer => answer.Figures!, StringComparer.Ordinal);
    }

    private async Task<EdgeFigures?> ReadAsync(Uri edge, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(edge, Path));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await http.SendAsync(request, ct);
            return answer.IsSuccessStatusCode
                ? JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(ct), FiguresJson.Default.EdgeFigures)
                : null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            return null;
        }
    }
}
