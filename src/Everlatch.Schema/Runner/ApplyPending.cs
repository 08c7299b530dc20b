using System.Data.Common;
using System.Globalization;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner.Backfills;
using Everlatch.Schema.Runner.Ledgers;
using Everlatch.Schema.Runner.Locks;
using Everlatch.Schema.Runner.Plans;
using Everlatch.Schema.Runner.Servers;
using Everlatch.Schema.Runner.Steps;

namespace Everlatch.Schema.Runner;

/// <summary>What a run does while it holds the lock: the pending steps, one after the other.</summary>
internal sealed class ApplyPending(ApplyRun run, IHeldLock held, FullPlan plan)
{
    private readonly List<AppliedStep> applied = [];
    private string? current;

    /// <summary>Does it, and says how it ended. What is done is recorded whatever the end.</summary>
    public async Task<ApplyOutcome> RunAsync(CancellationToken ct)
    {
        try
        {
            await PrepareAsync(ct);
            for (var i = 0; i < plan.Public.Steps.Count; i++)
            {
                var step = plan.Public.Steps[i];
                current = step.Step;
                run.Progress.Report(new ApplyEvent.StepBegun(step, i + 1, plan.Public.Steps.Count));
                var question = QuestionOf(step.Migration);
                if (question is not null && await question.AskAsync(ct) is { Count: > 0 } by)
                {
                    return With(new ApplyOutcome.Refused(step.Step, by));
                }

                await StepAsync(step.Migration, question, ct);
                current = null;
            }

            return With(new ApplyOutcome.Applied());
        }
        catch (StillNeededException needed)
        {
            return With(new ApplyOutcome.Refused(current!, needed.By));
        }
        catch (SchemaException fault)
        {
            return Failed(fault);
        }
        catch (DbException e)
        {
            return Failed(RunFaults.Of(run.Rules.Sort(e), e));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return With(new ApplyOutcome.Cancelled(current, RunFaults.AfterCancelling));
        }
    }

    private ApplyOutcome.Failed Failed(SchemaException fault) =>
        With(new ApplyOutcome.Failed(current, fault, RunFaults.HowToGoOn(fault)));

    private T With<T>(T outcome)
        where T : ApplyOutcome =>
            outcome with { Steps = applied, Deferred = [.. plan.Public.Deferred.Select(step => step.Step)] };

    private async Task PrepareAsync(CancellationToken ct)
    {
        await run.Rules.RestoreAsync(run.Connection, run.Owner, ct);
        await new Attempts(run, "the ledger", StepLimits.Usual).RunAsync(limits => TryPrepareAsync(limits, ct), ct);
        run.Done.UnionWith(plan.History.Where(entry => entry.IsDone).Select(entry => entry.Step).Concat(plan.Public.Adopted));
        if (plan.Public.Adopted.Count > 0)
        {
            run.Progress.Report(new ApplyEvent.Adopted(plan.Public.Adopted));
        }
    }

    // The own tables, and what is known without doing anything, in one transaction: it is all there or nothing.
    private async Task<bool> TryPrepareAsync(StepLimits limits, CancellationToken ct)
    {
        await run.Connection.SendAsync(run.Rules.Begin, [], ct, run.Rules.CommandSeconds(limits));
        try
        {
            await run.Rules.LimitAsync(run.Connection, limits, true, ct);
            foreach (var sql in (string[])[LedgerTable.Create, ServerTables.CreateServers, ServerTables.CreateContracts])
            {
                await run.Connection.SendAsync(sql, ct);
            }

            applied.Clear();
            await AdoptAsync(ct);
            foreach (var sql in ServerTables.Forget(run.Rules))
            {
                await run.Connection.SendAsync(sql, ct);
            }

            await run.Connection.SendAsync("commit", CancellationToken.None);
            return true;
        }
        catch
        {
            await RollBack.QuietlyAsync(run.Connection);
            throw;
        }
    }

    private async Task AdoptAsync(CancellationToken ct)
    {
        var migrations = run.Source.MigrationsOf(run.Engine);
        var digest = plan.Public.Adopted.Count > 0 ? (await run.Engine.ReadCatalogAsync(run.Connection, ct)).Digest : null;
        foreach (var migration in migrations.Where(m => plan.Public.Adopted.Contains(m.Step)))
        {
            var entry = run.Begin(migration, null);
            await run.RecordAsync(
                entry with { State = LedgerState.Adopted, FinishedAt = entry.StartedAt, DigestAfter = digest }, ct);
            applied.Add(new AppliedStep(migration.Step, LedgerState.Adopted, TimeSpan.Zero, null));
        }

        foreach (var step in plan.Public.Steps.Where(step => plan.IsFirst && step.Migration.Phase == MigrationPhase.Contract))
        {
            await run.RecordAsync(run.Begin(step.Migration, null) with { State = LedgerState.Planned, Planned = true }, ct);
        }
    }

    private ContractQuestion? QuestionOf(Migration migration)
    {
        if (migration.Phase != MigrationPhase.Contract || IsPlanned(migration))
        {
            return null;
        }

        var cursor = migration.Options.InTransaction ? null : run.Begin(migration, plan.Find(migration.Step)).Cursor;
        return new ContractQuestion(run, migration)
        {
            Done = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture),
        };
    }

    private async Task StepAsync(Migration migration, ContractQuestion? question, CancellationToken ct)
    {
        var begin = run.Clock.GetTimestamp();
        var begun = run.Begin(migration, plan.Find(migration.Step)) with { Planned = IsPlanned(migration) };
        LedgerEntry done;
        try
        {
            done = await (migration switch
            {
                { Phase: MigrationPhase.Backfill } => new RunBackfill(run, migration).RunAsync(begun, ct),
                { Options.InTransaction: false } => new RunWithoutTransaction(run, migration, question).RunAsync(begun, ct),
                _ => new RunInTransaction(run, migration, question).RunAsync(begun, ct),
            });
        }
        catch (SchemaException fault)
        {
            await RecordFailureAsync(begun, fault);
            throw;
        }

        run.Done.Add(migration.Step);
        await RequireLockAsync($"after {migration.Step}", ct);
        await run.Rules.RestoreAsync(run.Connection, run.Owner, ct);
        applied.Add(new AppliedStep(migration.Step, done.State, run.Clock.GetElapsedTime(begin), done.Rows));
        run.Progress.Report(new ApplyEvent.StepDone(applied[^1]));
    }

    private bool IsPlanned(Migration migration) =>
        migration.Phase == MigrationPhase.Contract && (plan.IsFirst || plan.Find(migration.Step) is { Planned: true });

    private async Task RequireLockAsync(string when, CancellationToken ct)
    {
        if (!await held.IsHeldAsync(ct))
        {
            throw RunFaults.LockLost(when);
        }
    }

    // As far as the session still lives; what a backfill got to stays in its row.
    private async Task RecordFailureAsync(LedgerEntry begun, SchemaException fault)
    {
        try
        {
            var rows = await LedgerTable.ReadAsync(run.Engine, run.Connection, CancellationToken.None);
            var row = rows.FirstOrDefault(entry =>
                entry.Step == begun.Step && entry.Sha256 == begun.Sha256 && entry.State == LedgerState.Running) ?? begun;
            await run.RecordAsync(
                row with
                {
                    State = LedgerState.Failed,
                    FinishedAt = run.Clock.GetUtcNow(),
                    Error = fault.Summary,

                    // What came out wrong is looked through from its beginning, once it is mended.
                    Cursor = fault.Id == RunFaults.DiffersId ? null : row.Cursor,
                },
                CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // The fault itself is told.
        }
    }
}
