using System.Data.Common;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Runner.Steps;

/// <summary>Sends the statements of a file, and says of an error which line it is about.</summary>
internal static class StepStatement
{
    /// <summary>Sends it.</summary>
    /// <exception cref="DbException">Others hold its locks, or it is one of those that the caller minds itself.</exception>
    /// <exception cref="SchemaException">Anything else that the engine said.</exception>
    public static async Task SendAsync(
        ApplyRun run, Migration migration, SqlText statement, StepLimits limits, CancellationToken ct, params FaultKind[] minded)
    {
        try
        {
            await run.Connection.ExecuteAsync(run.Engine, statement.Sql, ct, run.Rules.CommandSeconds(limits));
        }
        catch (DbException e) when (run.Rules.Sort(e) is var kind && kind != FaultKind.Locked && !minded.Contains(kind))
        {
            throw RunFaults.Of(kind, e, migration, statement);
        }
    }

    /// <summary>Commits. Not to be cancelled: nobody could say what became of it.</summary>
    /// <exception cref="DbException">Others hold its locks.</exception>
    /// <exception cref="SchemaException">Anything else that the engine said: a deferred constraint speaks only now.</exception>
    public static async Task CommitAsync(ApplyRun run, Migration migration, StepLimits limits)
    {
        try
        {
            await run.Connection.SendAsync("commit", [], CancellationToken.None, run.Rules.CommandSeconds(limits));
        }
        catch (DbException e) when (run.Rules.Sort(e) is var kind && kind != FaultKind.Locked)
        {
            throw RunFaults.Of(kind, e, migration);
        }
    }
}
