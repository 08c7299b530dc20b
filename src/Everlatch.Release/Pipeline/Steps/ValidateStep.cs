using Everlatch.Release.Nodes.Api;
using Everlatch.Schema.Gate;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>
/// The deployment validation: the database, asked directly, fits, and every server with traffic says that it is this release and
/// publishes the signing keys that the database has. Until then the traffic is lent.
/// </summary>
internal sealed class ValidateStep : Step
{
    private static readonly TimeSpan KeysPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

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
        string[] wrong =
        [
            .. verdict.Sentences,
            .. Serving(run).SelectMany(each => Wrong(run, each.Who, each.Server, contract.Digest)),
            .. await OtherKeysAsync(run, ct),
        ];
        return wrong.Length == 0
            ? new StepOutcome.Done(
                $"the database fits, and every server is {run.Release.Manifest.Version} and publishes the database's keys")
            : new StepOutcome.Refused("EL2068", $"{run.Region}: {string.Join(" ", wrong)}");
    }

    // A key that was made this moment is on its way to the servers.
    private static async Task<IReadOnlyList<string>> OtherKeysAsync(RegionRun run, CancellationToken ct)
    {
        var begun = run.Clock.GetTimestamp();
        while (true)
        {
            var expected = await run.KeysAsync(ct);
            string[] others =
            [
                .. Serving(run).Where(each => each.Server.Keys != expected).Select(each =>
                    $"{each.Who} publishes key set {each.Server.Keys ?? "nobody knows which"}; the database has {expected}."),
            ];
            if (others.Length == 0 || run.Clock.GetElapsedTime(begun) > KeysPatience)
            {
                return others;
            }

            await Task.Delay(Look, run.Clock, ct);
            await run.LookAsync(ct);
        }
    }

    // Where a region has several machines each of them has a server of that name.
    private static IEnumerable<(string Who, ServerDocument Server)> Serving(RegionRun run) =>
        from node in run.Seen.Zip(run.Nodes)
        from slot in node.First.Slots
        where slot.Share > 0
        from server in slot.Servers
        select (run.Nodes.Count == 1 ? server.Name : $"{server.Name} of {node.Second.Socket}", server);

    private static IEnumerable<string> Wrong(RegionRun run, string who, ServerDocument server, string contract)
    {
        if (!server.Ready)
        {
            yield return $"{who} is not ready: {server.Because}";
        }

        if (server.Build != run.Release.Digest)
        {
            yield return $"{who} says that it is {server.Release ?? "nothing"} ({server.Build ?? "of no release"}), "
                + $"not {run.Release.Manifest.Version} ({run.Release.Digest}).";
        }

        if (server.Contract != contract)
        {
            yield return $"{who} needs contract {server.Contract ?? "of nobody knows what"}, not {contract}.";
        }
    }
}
