using System.Data.Common;
using Everlatch.Release.Nodes.Client;
using Everlatch.Release.Nodes.Journal;
using Everlatch.Release.Pipeline.Reports;
using Everlatch.Schema;
using Everlatch.Storage;

namespace Everlatch.Release.Pipeline;

/// <summary>Leads a release through one region. Whatever ends it early, the release before goes on serving.</summary>
internal sealed class RunRegion(RegionRun run, IReadOnlyList<Step> steps, string owner, IReleaseProgress progress)
    : IAsyncDisposable
{
    private readonly List<StepReport> done = [];
    private KeepTurns? turns;

    /// <summary>Takes the turn at every node of the region; the outcome of what went wrong, or null.</summary>
    public async Task<StepOutcome?> TakeTurnAsync(CancellationToken ct)
    {
        var trouble = await TryAsync(() => TakeTurnsAsync(ct), ct);
        if (trouble is null)
        {
            turns = new KeepTurns(run.Nodes, TimeSpan.FromSeconds(run.Seen[0].LeaseSeconds), run.Clock);
        }
        else
        {
            Tell("take the turn", trouble, 0);
        }

        return trouble;
    }

    /// <summary>Does it; what went wrong with the turn is what comes of it.</summary>
    public async Task<RegionReport> RunAsync(CancellationToken ct)
    {
        if (turns is null)
        {
            return Report(done[^1]);
        }

        var report = await StepByStepAsync(turns, ct);
        if (report.Outcome != RegionOutcome.Settled)
        {
            await GiveBackAsync();
        }

        // Where it has settled the turn is kept until all regions are done: no other controller begins meanwhile.
        return report;
    }

    /// <summary>Gives the turn up.</summary>
    public async ValueTask DisposeAsync()
    {
        await GiveBackAsync();
        foreach (var node in run.Nodes)
        {
            node.Dispose();
        }
    }

    private async Task<RegionReport> StepByStepAsync(KeepTurns turns, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, turns.Lost);
        try
        {
            return Report(await StepsAsync(either.Token));
        }
        catch (OperationCanceledException) when (turns.Lost.IsCancellationRequested)
        {
            return Report(Tell("keep the turn", Of(turns.Because!), 0));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return Report(Tell("stop", new StepOutcome.Failed("EL2065", "It was told to stop."), 0));
        }
    }

    private static RegionOutcome OutcomeOf(StepState state) => state switch
    {
        StepState.Refused => RegionOutcome.Refused,
        StepState.Unreachable => RegionOutcome.Paused,
        StepState.Failed => RegionOutcome.Failed,
        _ => RegionOutcome.Settled,
    };

    private static StepOutcome Of(NodeException e) => e.Trouble == NodeTrouble.Unreachable
        ? new StepOutcome.Unreachable(e.Message)
        : new StepOutcome.Failed(e.Id, e.Message);

    // Null when it went well. A broken environment is an outcome here: the other regions go on.
    private static async Task<StepOutcome?> TryAsync(Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
            return null;
        }
        catch (NodeException e)
        {
            return Of(e);
        }
        catch (Exception e) when (e is SchemaException or DbException or StoreFaultException)
        {
            // A question that is broken off fails in many ways, and none of them is why.
            ct.ThrowIfCancellationRequested();
            return e is SchemaException known
                ? new StepOutcome.Failed(known.Id, known.Message)
                : new StepOutcome.Failed("EL1870", $"The database does not answer or refuses: {e.Message}");
        }
    }

    private async Task TakeTurnsAsync(CancellationToken ct)
    {
        await run.LookAsync(ct);
        foreach (var node in run.Nodes)
        {
            await node.TakeTurnAsync(owner, $"deploy {run.Release.Manifest.Version}", ct);
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        await run.LookAsync(ct);
        await run.LookAtSchemaAsync(ct);
    }

    private async Task<StepReport> StepsAsync(CancellationToken ct)
    {
        // Another region may have taken an hour since the turn was.
        if (await TryAsync(() => LookAsync(ct), ct) is { } trouble)
        {
            return Tell("look", trouble, 0);
        }

        var last = new StepReport(run.Region, "", StepState.Done, "", 0);
        foreach (var step in steps)
        {
            last = await StepAsync(step, ct);
            if (last.State is not (StepState.Done or StepState.Skipped))
            {
                return last;
            }
        }

        return last;
    }

    private async Task<StepReport> StepAsync(Step step, CancellationToken ct)
    {
        string? skipped = null;
        StepOutcome? outcome = null;
        var begun = run.Clock.GetTimestamp();
        var trouble = await TryAsync(
            async () =>
            {
                skipped = await step.WhySkippedAsync(run, ct);
                if (skipped is null)
                {
                    progress.Report(new StepReport(run.Region, step.Name, StepState.Begun, "", 0));

                    // What it reads is what it found, and not what it made.
                    var key = step.InputsOf(run).KeyOf(step.Name, run.Region);
                    outcome = await step.RunAsync(run, ct);
                    await RecordAsync(step, key, outcome, run.Clock.GetElapsedTime(begun), ct);
                }
            },
            ct);
        var took = run.Clock.GetElapsedTime(begun).TotalSeconds;
        return trouble is null && skipped is not null
            ? Tell(new StepReport(run.Region, step.Name, StepState.Skipped, skipped, 0))
            : Tell(step.Name, trouble ?? outcome!, took);
    }

    private Task RecordAsync(Step step, string key, StepOutcome outcome, TimeSpan took, CancellationToken ct)
    {
        var evidence = new NodeEntry.StepDone(
            step.Name, key, outcome is StepOutcome.Done, outcome.Said, Math.Round(took.TotalSeconds, 3));
        return Task.WhenAll(run.Nodes.Select(node => node.RecordAsync(evidence, ct)));
    }

    private StepReport Tell(string step, StepOutcome outcome, double took) => Tell(outcome switch
    {
        StepOutcome.Refused refused => new StepReport(run.Region, step, StepState.Refused, refused.Said, took, refused.Id),
        StepOutcome.Failed failed => new StepReport(run.Region, step, StepState.Failed, failed.Said, took, failed.Id),
        StepOutcome.Unreachable => new StepReport(run.Region, step, StepState.Unreachable, outcome.Said, took, "EL2062"),
        _ => new StepReport(run.Region, step, StepState.Done, outcome.Said, took),
    });

    private StepReport Tell(StepReport report)
    {
        done.Add(report);
        progress.Report(report);
        return report;
    }

    private RegionReport Report(StepReport last) => new(run.Region, OutcomeOf(last.State), done);

    // Whatever is lent goes back with the turn. A node that does not hear it takes it back by itself when its lease is over.
    private async Task GiveBackAsync()
    {
        await (turns?.DisposeAsync() ?? ValueTask.CompletedTask);
        turns = null;
        foreach (var node in run.Nodes.Where(node => node.Turn > 0))
        {
            await TryAsync(() => node.EndTurnAsync(CancellationToken.None), CancellationToken.None);
        }
    }
}
