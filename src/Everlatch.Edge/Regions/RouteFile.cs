using System.Collections.Immutable;
using Everlatch.Core;

namespace Everlatch.Edge.Regions;

/// <summary>
/// What an edge last heard of a region, on its own disk: the signed pages as they came, so that it starts and routes while the
/// region does not answer, and believes nothing that the region did not sign.
/// </summary>
public sealed class RouteFile(string path, Region region, ImmutableArray<FeedPublicKey> keys)
{
    /// <summary>How long it is, in bytes.</summary>
    public long Length => new FileInfo(path).Length;

    /// <summary>Reads it; null when there is none. A power cut may have left the last answer torn: then it is left out.</summary>
    /// <exception cref="RouteFormatException">It was altered, or is another region's.</exception>
    /// <exception cref="IOException">The disk does not give it.</exception>
    public async Task<(RegionRoutes Routes, bool IsTorn)?> ReadAsync(CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        await using var file = File.OpenRead(path);
        var routes = RegionRoutes.None;
        var answer = new List<RoutePage>();
        try
        {
            while (await SignedPages.ReadAsync(file, ct) is { } page)
            {
                answer.Add(SignedPages.Open(page, region, keys));
                if (answer.Count == answer[0].Count)
                {
                    routes = routes.With(answer);
                    answer = [];
                }
            }
        }
        catch (EndOfStreamException)
        {
            return (routes, IsTorn: true);
        }

        return (routes, IsTorn: answer.Count > 0);
    }

    /// <summary>Puts an answer in place of all that was there.</summary>
    public async Task ReplaceAsync(IReadOnlyList<ReadOnlyMemory<byte>> pages, CancellationToken ct)
    {
        var fresh = path + ".new";
        await using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await WriteAsync(file, pages, ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>Adds an answer that follows what is there.</summary>
    public async Task AppendAsync(IReadOnlyList<ReadOnlyMemory<byte>> pages, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None);
        await WriteAsync(file, pages, ct);
    }

    private static async Task WriteAsync(FileStream file, IReadOnlyList<ReadOnlyMemory<byte>> pages, CancellationToken ct)
    {
        foreach (var page in pages)
        {
            await SignedPages.WriteAsync(file, page, ct);
        }
    }
}
