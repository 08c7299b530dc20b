using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using Everlatch.Core;

namespace Everlatch.Edge.Regions;

/// <summary>A region that this edge follows: what was heard of it last, in memory and on disk.</summary>
internal sealed class FollowedRegion(
    Region name, ImmutableArray<FeedPublicKey> keys, ImmutableArray<Uri> addresses, RouteFile file, TimeProvider clock)
{
    // A server's clock may be this much ahead before its word is not believed: the next true one would seem old.
    private static readonly TimeSpan ClockLeeway = TimeSpan.FromMinutes(5);

    private volatile RegionRoutes current = RegionRoutes.None;
    private bool wantsWhole;
    private long appended;
    private int preferred;

    /// <summary>Its name.</summary>
    public Region Name => name;

    /// <summary>Where it can be asked.</summary>
    public int Addresses => addresses.Length;

    /// <summary>What was heard last.</summary>
    public RegionRoutes Current => current;

    /// <summary>Begins with what lies on disk.</summary>
    /// <exception cref="RouteFormatException">That is not the region's word; it has to be asked for everything.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        if (await file.ReadAsync(ct) is { } kept)
        {
            (current, wantsWhole) = (kept.Routes, kept.IsTorn);
        }
    }

    /// <summary>Asks once, at the address that answered last.</summary>
    /// <exception cref="HttpRequestException">It did not answer, or not with an answer.</exception>
    /// <exception cref="RouteFormatException">Its answer is not the region's word.</exception>
    public async Task AskAsync(HttpClient http, string token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(addresses[preferred % addresses.Length], Question()));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        await TakeAsync(body, ct);
    }

    /// <summary>The next address is asked from now on.</summary>
    public void TryAnother() => preferred++;

    private string Question() =>
        wantsWhole || current.Sequence is not { } state
            ? RouteFeed.Path
            : string.Create(CultureInfo.InvariantCulture, $"{RouteFeed.Path}?after={state}");

    private async Task TakeAsync(Stream body, CancellationToken ct)
    {
        var (answer, signed) = (new List<RoutePage>(), new List<ReadOnlyMemory<byte>>());
        while (await SignedPages.ReadAsync(body, ct) is { } page)
        {
            answer.Add(SignedPages.Open(page, name, keys));
            signed.Add(page);
        }

        if (answer is [var first, ..] && first.AsOf > clock.GetUtcNow() + ClockLeeway)
        {
            throw new RouteFormatException($"it is of {first.AsOf:u}, which is ahead of this machine's clock");
        }

        var next = current.With(answer);
        if (!ReferenceEquals(next, current))
        {
            await KeepAsync(answer, signed, ct);
            current = next;
        }
    }

    private async Task KeepAsync(List<RoutePage> answer, List<ReadOnlyMemory<byte>> signed, CancellationToken ct)
    {
        if (answer[0].Kind == RoutePageKind.Whole)
        {
            await file.ReplaceAsync(signed, ct);
            (wantsWhole, appended) = (false, 0);
        }
        else if (answer[0].Entries.Count > 0)
        {
            await file.AppendAsync(signed, ct);

            // The file is made anew once it has grown by half.
            appended += signed.Sum(page => page.Length);
            wantsWhole = appended > Math.Max(1024 * 1024, file.Length / 2);
        }
    }
}
