using System.Text.Json;
using Everlatch.Core;

namespace Everlatch.Release.Pipeline.Policies;

/// <summary>Reads and checks a policy file. Every mistake in it is told, not the first alone.</summary>
public static class ReadPolicy
{
    private const int LongestFile = 256 * 1024;
    private const int MostSeconds = 7 * 24 * 3600;
    private const int WholeTraffic = 100;
    private const int MostServers = 64;
    private const string SocketPrefix = "unix:/";

    /// <summary>The policy of a file.</summary>
    /// <exception cref="ReleaseException">It cannot be read or used; the message names each mistake.</exception>
    public static ReleasePolicy OfFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.Length <= LongestFile
                ? Of(JsonSerializer.Deserialize(file, PolicyJson.Default.ReleasePolicy), path)
                : throw Bad($"{path} has {file.Length} bytes; at most {LongestFile} are read.");
        }
        catch (JsonException e)
        {
            throw Bad($"{path}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Bad($"{path} cannot be read: {e.Message}");
        }
    }

    private static ReleaseException Bad(string message) => new("EL2060", message) { IsRefusal = true };

    private static ReleasePolicy Of(ReleasePolicy? policy, string path)
    {
        string[] mistakes = policy is null
            ? ["an object is expected"]
            : policy.Regions.Values.Contains(null) || policy.Waves.Contains(null)
            ? ["a region's nodes and each wave are lists"]
            : [.. OfRegions(policy), .. OfWaves(policy), .. OfShares(policy), .. OfNumbers(policy)];
        return mistakes.Length == 0 ? policy! : throw Bad($"{path}: {string.Join("; ", mistakes)}.");
    }

    private static IEnumerable<string> OfRegions(ReleasePolicy policy)
    {
        foreach (var (name, nodes) in policy.Regions)
        {
            if (!Region.TryParse(name, out _))
            {
                yield return $"'{name}' in 'regions' is no region's name";
            }

            if (nodes.Count == 0)
            {
                yield return $"region '{name}' has no node";
            }

            foreach (var node in nodes.Where(node => node?.StartsWith(SocketPrefix, StringComparison.Ordinal) != true))
            {
                yield return $"'{node}' of region '{name}' is no node: 'unix:' and the path of its socket is expected";
            }
        }

        var nodesOfAll = policy.Regions.Values.SelectMany(nodes => nodes);
        foreach (var twice in nodesOfAll.GroupBy(node => node).Where(same => same.Count() > 1))
        {
            yield return $"node '{twice.Key}' is named twice";
        }
    }

    private static IEnumerable<string> OfWaves(ReleasePolicy policy)
    {
        var named = policy.Ordered.ToArray();
        foreach (var unknown in named.Except(policy.Regions.Keys))
        {
            yield return $"'{unknown}' in 'waves' is none of 'regions'";
        }

        foreach (var missing in policy.Regions.Keys.Except(named))
        {
            yield return $"region '{missing}' is in no wave";
        }

        foreach (var twice in named.GroupBy(name => name).Where(same => same.Count() > 1))
        {
            yield return $"region '{twice.Key}' is in two waves";
        }

        if (policy.Waves.Count == 0 || policy.Waves.Any(wave => wave.Count == 0))
        {
            yield return "'waves' has at least one wave, and each wave a region";
        }
    }

    private static IEnumerable<string> OfShares(ReleasePolicy policy)
    {
        var shares = policy.Shares ?? [];
        var isGrowing = shares.Zip(shares.Skip(1)).All(pair => pair.First < pair.Second);
        if (shares.Count == 0 || shares[0] < 1 || shares[^1] != WholeTraffic || !isGrowing)
        {
            yield return $"'shares' grow from 1 or more to {WholeTraffic}; they were {string.Join(", ", shares)}";
        }
    }

    private static IEnumerable<string> OfNumbers(ReleasePolicy policy)
    {
        (string Name, int Value, int Least, int Most)[] numbers =
        [
            ("hold_seconds", policy.HoldSeconds, 0, MostSeconds),
            ("bake_seconds", policy.BakeSeconds, 0, MostSeconds),
            ("pause_seconds", policy.PauseSeconds, 0, MostSeconds),
            ("start_seconds", policy.StartSeconds, 1, MostSeconds),
            ("servers", policy.Servers, 1, MostServers),
        ];
        return numbers.Where(number => number.Value < number.Least || number.Value > number.Most)
            .Select(number => $"'{number.Name}' is {number.Least} to {number.Most}; it was {number.Value}");
    }
}
