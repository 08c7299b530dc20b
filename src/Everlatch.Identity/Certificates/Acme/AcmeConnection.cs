using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Everlatch.Identity.Certificates.Acme.Resources;

namespace Everlatch.Identity.Certificates.Acme;

/// <summary>Talks to one authority for one account: nonces, signatures, and what its refusals mean.</summary>
internal sealed class AcmeConnection(HttpClient http, Uri directoryUrl, AcmeAccountKey key, TimeProvider clock)
{
    // An authority may forget nonces at any time and say so with a fresh one (RFC 8555 §6.5); a few tries are enough.
    private const int NonceTries = 5;
    private const int MaxAnswerBytes = 1 << 20;
    private static readonly MediaTypeHeaderValue Jose = new("application/jose+json");

    private readonly ConcurrentBag<string> nonces = [];
    private AcmeDirectory? directory;

    /// <summary>The account's key.</summary>
    public AcmeAccountKey Key => key;

    /// <summary>The account's address; null before it is opened, or after the authority forgot it.</summary>
    public Uri? Account { get; set; }

    /// <summary>Where the authority's resources are; read once.</summary>
    public async Task<AcmeDirectory> DirectoryAsync(CancellationToken ct)
    {
        if (directory is null)
        {
            using var response = await http.GetAsync(directoryUrl, ct);
            await RequireAsync(response, ct);
            directory = await response.Content.ReadFromJsonAsync(AcmeJson.Default.AcmeDirectory, ct)
                ?? throw new AcmeException(new AcmeProblem { Detail = "The authority's directory is empty." });
        }

        return directory;
    }

    /// <summary>Makes the account of this key, or finds it (§7.3): one key has one account.</summary>
    public async Task OpenAccountAsync(string? contact, ExternalAccount? external, CancellationToken ct)
    {
        var found = await DirectoryAsync(ct);
        if (found.Meta is { ExternalAccountRequired: true } && external is null)
        {
            throw new AcmeException(new AcmeProblem
            {
                Type = "externalAccountRequired", Detail = "The authority wants an external account; none is configured.",
            });
        }

        var request = new JsonObject { ["termsOfServiceAgreed"] = true };
        if (contact is not null)
        {
            request["contact"] = new JsonArray($"mailto:{contact}");
        }

        if (external is not null)
        {
            request["externalAccountBinding"] = AcmeMessage.Bind(key, external, found.NewAccount);
        }

        using var response = await SendAsync(found.NewAccount, request.ToJsonString(), ct);
        Account = LocationOf(response, found.NewAccount)
            ?? throw new AcmeException(new AcmeProblem { Detail = "The authority gave the account no address." });
    }

    /// <summary>Sends a request and reads the answer; an empty payload only reads (§6.3).</summary>
    /// <exception cref="AcmeException">The authority refused.</exception>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task<AcmeAnswer<T>> PostAsync<T>(Uri url, string payload, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var response = await SendAsync(url, payload, ct);
        var value = await response.Content.ReadFromJsonAsync(type, ct)
            ?? throw new AcmeException(new AcmeProblem { Detail = $"The authority answered nothing at {url}." });
        return new AcmeAnswer<T>(value, LocationOf(response, url), RetryAt(response));
    }

    /// <summary>Reads text, such as a chain of certificates.</summary>
    public async Task<string> ReadTextAsync(Uri url, CancellationToken ct)
    {
        using var response = await SendAsync(url, "", ct);
        return await response.Content.ReadAsStringAsync(ct);
    }

    // RFC 9110 §10.2.2: it may be relative to what was asked.
    private static Uri? LocationOf(HttpResponseMessage response, Uri asked) =>
        response.Headers.Location is { } location ? new Uri(asked, location) : null;

    // RFC 8555 §6.1: by https alone. What is plain would let an authority have services asked that trust whoever is near.
    private static Uri Secure(Uri? url) => url is { IsAbsoluteUri: true } && url.Scheme == Uri.UriSchemeHttps
        ? url
        : throw new AcmeException(new AcmeProblem { Detail = "The authority gave an address that is not https." });

    private async Task<HttpResponseMessage> SendAsync(Uri url, string payload, CancellationToken ct)
    {
        Secure(url);
        for (var attempt = 1; ; attempt++)
        {
            var message = AcmeMessage.Of(key, Account, await NonceAsync(ct), url, payload);
            using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(message));
            content.Headers.ContentType = Jose;
            var response = await http.PostAsync(url, content, ct);
            KeepNonce(response);
            try
            {
                await RequireAsync(response, ct);
                return response;
            }
            catch (AcmeException e) when (e.Problem.Kind == "badNonce" && attempt < NonceTries)
            {
                response.Dispose();
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }

    private async Task<string> NonceAsync(CancellationToken ct)
    {
        if (nonces.TryTake(out var kept))
        {
            return kept;
        }

        using var request = new HttpRequestMessage(HttpMethod.Head, Secure((await DirectoryAsync(ct)).NewNonce));
        using var response = await http.SendAsync(request, ct);
        await RequireAsync(response, ct);
        KeepNonce(response);
        return nonces.TryTake(out var fresh)
            ? fresh
            : throw new AcmeException(new AcmeProblem { Detail = "The authority gives no nonces." });
    }

    private void KeepNonce(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("Replay-Nonce", out var values))
        {
            nonces.Add(values.First());
        }
    }

    private async Task RequireAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var problem = new AcmeProblem { Type = "serverInternal", Detail = $"The authority answered {(int)response.StatusCode}." };
        if (response.Content.Headers is
            { ContentType.MediaType: "application/problem+json", ContentLength: null or < MaxAnswerBytes })
        {
            try
            {
                problem = await response.Content.ReadFromJsonAsync(AcmeJson.Default.AcmeProblem, ct) ?? problem;
            }
            catch (JsonException)
            {
                // The status has to do.
            }
        }

        throw new AcmeException(problem, RetryAt(response));
    }

    private DateTimeOffset? RetryAt(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => clock.GetUtcNow() + wait,
        { Date: { } at } => at,
        _ => null,
    };
}
