using System.Net.Http.Headers;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Samples;

/// <summary>The product, and samples/Api as a process of its own that trusts it.</summary>
public sealed class ApiProcess : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private SampleProcess? sample;

    /// <summary>The product.</summary>
    public UpProcess Up { get; } = new();

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        await Up.InitializeAsync();
        sample = await SampleProcess.StartAsync("Api", "Samples.Api.dll", new Dictionary<string, string>
        {
            ["ISSUER"] = Up.Issuer,
            ["AUDIENCE"] = Up.Up.GetProperty("demo").GetProperty("machine").GetProperty("audience").GetString()!,
        });
    }

    /// <summary>Asks for the invoices with a token, or without one.</summary>
    public async Task<HttpResponseMessage> GetInvoicesAsync(string? token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sample!.Url, "/invoices"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, ct);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (sample is not null)
        {
            await sample.DisposeAsync();
        }

        http.Dispose();
        await Up.DisposeAsync();
    }
}
