using System.Net;
using System.Text;
using Everlatch.Hosting;

namespace Everlatch.Watch.Probes;

/// <summary>One probe's time at a target: it sends requests, keeps cookies as a browser does, and notes each step.</summary>
internal sealed class ProbeVisit(ProbeTarget target, ProbeCredentials credentials, ProbeMemory memory, TimeProvider clock)
{
    private const string Agent = "Everlatch-Probe";
    private const int LargestAnswer = 1024 * 1024;

    // Of the addresses for documentation (RFC 5737): nobody's, so that what is counted by address counts probes apart.
    private const string Caller = "192.0.2.1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly CookieContainer cookies = new();
    private readonly List<ProbeStep> steps = [];

    /// <summary>Where it is.</summary>
    public Uri Issuer => target.Issuer;

    /// <summary>The credentials.</summary>
    public ProbeAccess Access => credentials.Demo;

    /// <summary>What earlier probes left at this target.</summary>
    public ProbeMemory Memory => memory;

    /// <summary>What was done so far.</summary>
    public IReadOnlyList<ProbeStep> Steps => steps;

    /// <summary>Opens an address of the issuer.</summary>
    public Task<ProbeAnswer> GetAsync(string step, string address, CancellationToken ct) =>
        SendAsync(step, HttpMethod.Get, address, null, ct);

    /// <summary>Sends a form.</summary>
    public Task<ProbeAnswer> PostAsync(
        string step, string address, IEnumerable<KeyValuePair<string, string>> form, CancellationToken ct) =>
        SendAsync(step, HttpMethod.Post, address, new FormUrlEncodedContent(form), ct);

    private async Task<ProbeAnswer> SendAsync(
        string step, HttpMethod method, string address, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(target.Address, address)) { Content = content };
        var seen = new Uri(target.Issuer, address);
        Introduce(request, seen);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(Patience);
        var (began, status) = (clock.GetTimestamp(), 0);
        try
        {
            using var answer = await target.SendAsync(request, bound.Token);
            status = (int)answer.StatusCode;
            var body = await ReadAsync(step, answer, bound.Token);
            Keep(answer, seen);
            return new ProbeAnswer(step, status, answer.Headers.Location, body);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ProbeFailedException(
                FailureKind.TimedOut, $"{step}: there was no whole answer within {Patience.TotalSeconds:F0} s.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ProbeFailedException(
                FailureKind.Unreachable, $"{step}: the server did not answer: {e.InnerException?.Message ?? e.Message}");
        }
        finally
        {
            steps.Add(new ProbeStep(step, clock.GetElapsedTime(began), status));
        }
    }

    private void Introduce(HttpRequestMessage request, Uri seen)
    {
        request.Headers.Host = target.Issuer.Authority;
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        if (cookies.GetCookieHeader(seen) is { Length: > 0 } kept)
        {
            request.Headers.TryAddWithoutValidation("Cookie", kept);
        }

        if (request.Method == HttpMethod.Post)
        {
            // As a browser does with a form of the page's own.
            request.Headers.TryAddWithoutValidation("Origin", target.Issuer.GetLeftPart(UriPartial.Authority));
        }

        if (target.IsServer)
        {
            request.Headers.TryAddWithoutValidation(FromEdge.ForwardedFor, Caller);
            request.Headers.TryAddWithoutValidation(FromEdge.ForwardedProto, target.Issuer.Scheme);
        }
    }

    private void Keep(HttpResponseMessage answer, Uri seen)
    {
        if (!answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            return;
        }

        foreach (var cookie in set)
        {
            cookies.SetCookies(seen, cookie);
        }
    }

    private static async Task<string> ReadAsync(string step, HttpResponseMessage answer, CancellationToken ct)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var bytes = new byte[LargestAnswer];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return length < bytes.Length
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new ProbeFailedException(
                FailureKind.WrongAnswer, $"{step}: the answer is larger than {LargestAnswer} bytes.");
    }
}
