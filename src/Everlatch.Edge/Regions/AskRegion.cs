using System.Net.Http.Headers;
using Everlatch.Core;
using Everlatch.Edge.Slots;

namespace Everlatch.Edge.Regions;

/// <summary>Asks a region about itself: a server of the slots for the edge's own region, an edge for another one.</summary>
internal sealed class AskRegion(LiveSlots slots, RoutesOptions options)
{
    // A second one is asked when the first is gone or knows of no answer.
    private const int MostAttempts = 2;

    /// <summary>Asks, and reads the answer.</summary>
    /// <param name="region">The region.</param>
    /// <param name="target">Path and query.</param>
    /// <param name="read">Reads an answer that is no fault of the server.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="HttpRequestException">Nobody answered, or with a fault.</exception>
    public async Task<T> GetAsync<T>(
        Region region, string target, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        var slot = slots.Of(region)?.Choose(null);
        var tried = new SlotServer?[MostAttempts];
        HttpRequestException? fault = null;
        for (var count = 0; count < MostAttempts && slot?.Pick(tried) is { } server; count++)
        {
            tried[count] = server;
            server.Enter();
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("http://server" + target));
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
                using var response = await server.Client.SendAsync(request, ct);
                if ((int)response.StatusCode < StatusCodes.Status500InternalServerError)
                {
                    return await read(response, ct);
                }

                fault = new HttpRequestException($"{server.Address.Text} answered {(int)response.StatusCode}.");
            }
            catch (HttpRequestException e)
            {
                fault = e;
            }
            finally
            {
                server.Leave();
            }
        }

        throw fault ?? new HttpRequestException($"Nobody who answers for region {region} is ready.");
    }
}
