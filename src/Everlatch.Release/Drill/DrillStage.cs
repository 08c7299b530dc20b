using System.Globalization;
using System.Text.Json;
using Everlatch.Release.Builds;
using Everlatch.Release.Drill.Machines;
using Everlatch.Release.Drill.Releases;

namespace Everlatch.Release.Drill;

/// <summary>Everything that a story needs to be played: regions that serve, releases, controllers.</summary>
internal sealed class DrillStage(
    DrillProgram program, string folder, string publicKey, DrillReleases releases, IReadOnlyList<DrillRegion> regions,
    DrillTimeline timeline, TimeProvider clock)
{
    private int policies;

    /// <summary>The releases.</summary>
    public DrillReleases Releases => releases;

    /// <summary>The regions, in the order of their waves.</summary>
    public IReadOnlyList<DrillRegion> Regions => regions;

    /// <summary>What happened.</summary>
    public DrillTimeline Timeline => timeline;

    /// <summary>Waits and measures.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Starts a controller in a process of its own: <c>everlatch release deploy</c>.</summary>
    /// <param name="release">The release.</param>
    /// <param name="waves">Which regions get it together.</param>
    /// <param name="rest">The other members of its policy file, as JSON.</param>
    public DrillProcess Deploy(ReleaseFolder release, IEnumerable<IEnumerable<string>> waves, string rest)
    {
        var policy = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"policy-{++policies}.json"));
        var nodes = JsonSerializer.Serialize(regions.ToDictionary(region => region.Name, region => new[] { region.Node }));
        File.WriteAllText(policy, $$"""{"regions": {{nodes}}, "waves": {{JsonSerializer.Serialize(waves)}}, {{rest}}}""");
        var variables = regions.ToDictionary(
            region => $"EVERLATCH__SCHEMA__DATABASES__{region.Name.ToUpperInvariant()}", region => region.Database);
        return DrillProcess.Start(
            program.Start(
                variables,
                ["release", "deploy", release.Path, "--policy", policy, "--public-key", publicKey, "--json"]),
            clock);
    }

    /// <summary>Waits for a controller, whose exit code is known.</summary>
    /// <exception cref="ReleaseException">It ended otherwise.</exception>
    public static async Task<JsonElement> EndAsync(DrillProcess deploy, int exit, CancellationToken ct)
    {
        var ended = await deploy.ExitAsync(ct);
        if (ended != exit)
        {
            throw new ReleaseException(
                "EL2090",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A deploy of the drill ended with {ended}, and {exit} was expected:\n{deploy.LastWords}"));
        }

        using var report = JsonDocument.Parse(deploy.Output);
        return report.RootElement.Clone();
    }

    /// <summary>Waits until nobody has the turn anywhere.</summary>
    public async Task QuietAsync(CancellationToken ct)
    {
        foreach (var region in regions)
        {
            using var node = region.Client();
            while ((await node.StateAsync(ct)).Owner is not null)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock, ct);
            }
        }
    }
}
