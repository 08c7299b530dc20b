using System.Data.Common;
using System.Net.Sockets;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Gate;
using Everlatch.Schema.Runner.Locks;
using Everlatch.Schema.Runner.Plans;
using Everlatch.Schema.Runner.Servers;

namespace Everlatch.Schema.Runner;

/// <summary>Brings a database to the schema of a build: each step once, however many do this at the same time.</summary>
/// <remarks>Killed at any point, the next run goes on and comes to the same schema and rows.</remarks>
/// <param name="source">The build.</param>
/// <param name="database">The database, by a direct session: a transaction pooler is refused.</param>
/// <param name="options">How.</param>
/// <param name="clock">Measures waits.</param>
/// <param name="progress">Is told what happens.</param>
public sealed class ApplyMigrations(
    SchemaSource source, SchemaDatabase database, ApplyOptions options, TimeProvider clock, IApplyProgress progress)
{
    private RunnerEngine Rules => database.Engine.Runner;

    /// <summary>Does it. Expected ends, a failing database among them, are outcomes; nothing is thrown for them.</summary>
    /// <param name="ct">Asks it to stop: a batch is finished and recorded, a statement undone.</param>
    public async Task<ApplyOutcome> RunAsync(CancellationToken ct)
    {
        try
        {
            // Read while the database lets us in: with nothing pending the two are most of the time that it takes.
            var contract = Task.Run(() => BuildContract.Of(source, database.Engine), ct);
            return await LookAsync(contract, ct) ?? await WithLockAsync(contract, ct);
        }
        catch (SchemaException fault)
        {
            return Failed(fault);
        }
        catch (DbException e)
        {
            return Failed(RunFaults.Of(Rules.Sort(e), e));
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            return Failed(RunFaults.Of(FaultKind.Lost, e));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new ApplyOutcome.Cancelled(null, RunFaults.AfterCancelling);
        }
    }

    private static ApplyOutcome.Failed Failed(SchemaException fault) => new(null, fault, RunFaults.HowToGoOn(fault));

    // Reads alone, for no longer than a look may take. Null when there is something to do, and when it cannot be told while
    // another runner is at work.
    private async Task<ApplyOutcome?> LookAsync(Task<SchemaContract> contract, CancellationToken ct)
    {
        try
        {
            return await Look.RunAsync(
                database,
                async (connection, limited) =>
                {
                    await KeptReleases.RequireKnownAsync(source, database.Engine, connection, options, limited);
                    var plan = await ReadPlan.RunAsync(source, database.Engine, connection, options, limited);
                    return plan.Public.IsEmpty
                        ? await NothingAsync(plan, await contract, connection, TimeSpan.Zero, limited)
                        : null;
                },
                ct);
        }
        catch (SchemaException e) when (e.Id == RunFaults.UnknownId)
        {
            return null;
        }
        catch (SchemaException e) when (e.Id == RunFaults.NotSeenId)
        {
            await using var connection = await Rules.OpenAsync(database, ct);
            if (await Rules.FindOwnerAsync(connection, ct) is null)
            {
                throw;
            }

            return null;
        }
    }

    // The ledger alone is not believed: whoever changed the schema beside the migrations left no trace in it.
    private async Task<ApplyOutcome> NothingAsync(
        FullPlan plan, SchemaContract contract, DbConnection connection, TimeSpan waited, CancellationToken ct)
    {
        var verdict = await CheckSchema.RunAsync(contract, database.Engine, connection, ct);
        ApplyOutcome outcome = verdict.IsFit ? new ApplyOutcome.NothingPending() : Failed(RunFaults.DoesNotFit(verdict));
        return outcome with { Deferred = [.. plan.Public.Deferred.Select(step => step.Step)], Waited = waited };
    }

    private async Task<ApplyOutcome> WithLockAsync(Task<SchemaContract> contract, CancellationToken ct)
    {
        await using var connection = await Rules.OpenAsync(database, ct);
        await Rules.RequireDirectAsync(database, connection, ct);
        var run = new ApplyRun
        {
            Database = database,
            Connection = connection,
            Options = options,
            Clock = clock,
            Progress = progress,
            Owner = new LockOwner(Environment.MachineName, Environment.ProcessId, source.Release, clock.GetUtcNow()),
            Source = source,
            Contract = await contract,
        };
        var begin = clock.GetTimestamp();
        await using var held = await WaitForLock.RunAsync(run, ct);
        var waited = clock.GetElapsedTime(begin);
        if (held is null)
        {
            var owner = await Rules.FindOwnerAsync(connection, ct);
            return new ApplyOutcome.Busy(owner, RunFaults.Busy(owner, waited)) { Waited = waited };
        }

        return await HeldAsync(run with { Owner = run.Owner with { Since = clock.GetUtcNow() } }, held, waited, ct);
    }

    private async Task<ApplyOutcome> HeldAsync(ApplyRun run, IHeldLock held, TimeSpan waited, CancellationToken ct)
    {
        // Read again: whoever held the lock before may have done it all.
        var plan = await ReadPlan.RunAsync(source, database.Engine, run.Connection, options, ct);
        var outcome = plan.Public.IsEmpty
            ? await NothingAsync(plan, run.Contract, run.Connection, waited, ct)
            : await new ApplyPending(run, held, plan).RunAsync(ct) with { Waited = waited };
        return outcome is ApplyOutcome.Failed || await held.ReleaseAsync() ? outcome : LockLost(outcome);
    }

    private static ApplyOutcome.Failed LockLost(ApplyOutcome outcome) =>
        Failed(RunFaults.LockLost("to the end")) with
        {
            Steps = outcome.Steps,
            Deferred = outcome.Deferred,
            Waited = outcome.Waited,
        };
}
