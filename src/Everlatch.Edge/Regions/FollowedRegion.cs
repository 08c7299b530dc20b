using System.Collections.Immutable;
using Everlatch.Core;

namespace Everlatch.Edge.Regions;

/// <summary>A region that this edge follows: what was heard of it last, in memory and on disk.</summary>
internal sealed class FollowedRegion(
    Region name, ImmutableArray<FeedPublicKey> keys, RouteFile file, AskRegion ask, TimeProvider clock)
{
    // A server's clock may be this much ahead before its word is not believed: the next true one would seem old.
    private static readonly TimeSpan ClockLeeway = TimeSpan.FromMinutes(5);

    private volatile RegionRoutes current = RegionRoutes.None;
    private bool wantsWhole;
    private long appended;

    /// <summary>Its name.</summary>
    public Region Name => name;

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

    /// <summary>Asks once.</summary>
    /// <exception cref="HttpRequestException">Nobody answered, or not with an answer.</exception>
    /// <exception cref="RouteFormatException">The answer is not the region's word.</exception>
    public Task AskAsync(CancellationToken ct) => ask.GetAsync(name, Question().ToString(), ReadAsync, ct);

    private RouteQuestion Question() => new(wantsWhole ? null : current.Sequence, Has: current.Format);

    private async Task<RegionRoutes> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var (answer, sealedPages) = (new List<RoutePage>(), new List<ReadOnlyMemory<byte>>());
        while (await SignedPages.ReadAsync(body, ct) is { } page)
        {
            answer.Add(SignedPages.Open(page, name, keys));
            sealedPages.Add(page);
        }

        if (answer is [var first, ..] && first.AsOf > clock.GetUtcNow() + ClockLeeway)
        {
            throw new RouteFormatException($"it is of {first.AsOf:u}, which is ahead of this machine's clock");
        }

        var next = current.With(answer);
        if (!ReferenceEquals(next, current))
        {
            await KeepAsync(answer, sealedPages, ct);
            current = next;
        }

        return next;
    }

    private async Task KeepAsync(List<RoutePage> answer, List<ReadOnlyMemory<byte>> sealedPages, CancellationToken ct)
    {
        if (answer[0].Kind == RoutePageKind.Whole)
        {
            await file.ReplaceAsync(sealedPages, ct);
            (wantsWhole, appended) = (false, 0);
        }
        else if (answer[0].Entries.Count > 0)
        {
            await file.AppendAsync(sealedPages, ct);

            // The file is made anew once it has grown by half.
            appended += sealedPages.Sum(page => page.Length);
            wantsWhole = appended > Math.Max(1024 * 1024, file.Length / 2);
        }
    }
}
