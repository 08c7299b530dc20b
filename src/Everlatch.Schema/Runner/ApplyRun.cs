using System.Data.Common;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner.Ledgers;

namespace Everlatch.Schema.Runner;

/// <summary>What every step of a run has at hand: the session that holds the lock, and the build.</summary>
internal sealed record ApplyRun
{
    /// <summary>The database.</summary>
    public required SchemaDatabase Database { get; init; }

    /// <summary>The one session of the run.</summary>
    public required DbConnection Connection { get; init; }

    /// <summary>How it is run.</summary>
    public required ApplyOptions Options { get; init; }

    /// <summary>Measures waits.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Is told what happens.</summary>
    public required IApplyProgress Progress { get; init; }

    /// <summary>The runner itself.</summary>
    public required LockOwner Owner { get; init; }

    /// <summary>The build.</summary>
    public required SchemaSource Source { get; init; }

    /// <summary>What each step makes.</summary>
    public required SchemaContract Contract { get; init; }

    /// <summary>Steps that are recorded as done, those of this run too.</summary>
    public HashSet<string> Done { get; } = new(StringComparer.Ordinal);

    /// <summary>The engine.</summary>
    public SchemaEngine Engine => Database.Engine;

    /// <summary>What differs on it.</summary>
    public RunnerEngine Rules => Engine.Runner;

    /// <summary>What a step makes.</summary>
    public ContractStep Made(Migration migration) => Contract.Steps.First(step => step.Step == migration.Step);

    /// <summary>Writes a row of the ledger.</summary>
    public Task RecordAsync(LedgerEntry entry, CancellationToken ct, int? seconds = null) =>
        LedgerTable.WriteAsync(Connection, entry, ct, seconds);

    /// <summary>
    /// The row of a step that begins now. What an earlier run of the same file got to is kept: an edited one begins anew.
    /// </summary>
    public LedgerEntry Begin(Migration migration, LedgerEntry? earlier)
    {
        var isSame = earlier is { State: LedgerState.Running or LedgerState.Failed } && earlier.Sha256 == migration.Sha256;
        var same = isSame ? earlier : null;
        return new LedgerEntry
        {
            Step = migration.Step,
            Sha256 = migration.Sha256,
            Phase = migration.Phase.ToString().ToLowerInvariant(),
            Release = Source.Release,
            Who = Environment.UserName,
            Host = Owner.Host,
            Pid = Owner.Pid,
            StartedAt = same?.StartedAt ?? Clock.GetUtcNow(),
            State = LedgerState.Running,
            DigestBefore = same?.DigestBefore,
            Rows = same?.Rows,
            Walked = same?.Walked,
            Cursor = same?.Cursor,
            Planned = earlier?.Planned ?? false,
        };
    }
}
