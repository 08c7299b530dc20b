using Everlatch.Schema.Gate;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>
/// The deployment validation: the database, asked directly, fits, and every server with traffic says that it is this release.
/// Until then the traffic is lent.
/// </summary>
internal sealed class ValidateStep : Step
{
    /// <inheritdoc />
    public override string Name => "validate";

    /// <inheritdoc />
    public override string Why => "asks the database and every server";

    /// <inheritdoc />
    public override StepInputs InputsOf(RegionRun run) => SchemaInputs.Of(run);

    /// <inheritdoc />
    public override async Task<StepOutcome> RunAsync(RegionRun run, CancellationToken ct)
    {
        var contract = run.Release.Schema.CheckedContractOf(run.Database.Engine);
        var verdict = await CheckSchema.RunAsync(contract, run.Database, ct);
        await run.LookAsync(ct);
        string[] wrong = [.. verdict.Sentences, .. run.Seen.SelectMany(node => OfNode(run, node, contract.Digest))];
        return wrong.Length == 0
            ? new StepOutcome.Done($"the database fits, and every server is {run.Release.Manifest.Version}")
            : new StepOutcome.Refused("EL2068", $"{run.Region}: {string.Join(" ", wrong)}");
    }

    private static IEnumerable<string> OfNode(RegionRun run, Nodes.Api.NodeDocument node, string contract)
    {
        foreach (var server in node.Slots.Where(slot => slot.Share > 0).SelectMany(slot => slot.Servers))
        {
            if (!server.Ready)
            {
                yield return $"{server.Name} is not ready: {server.Because}";
            }

            if (server.Build != run.Release.Digest)
            {
                yield return $"{server.Name} says that it is {server.Release ?? "nothing"} ({server.Build ?? "of no release"}), "
                    + $"not {run.Release.Manifest.Version} ({run.Release.Digest}).";
            }

            if (server.Contract != contract)
            {
                yield return $"{server.Name} needs contract {server.Contract ?? "of nobody knows what"}, not {contract}.";
            }
        }
    }
}
