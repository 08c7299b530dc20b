using System.Text.Json.Nodes;
using Everlatch.Cli.Commands.Schema;
using Everlatch.Cli.Management;
using Everlatch.Core.Ids;
using Everlatch.Hosting;
using Everlatch.Schema.Gate;
using Everlatch.Server.Keys;
using Everlatch.Storage;

namespace Everlatch.Cli.Moves;

/// <summary>One run of <c>everlatch region move</c>: both sides opened and looked at, then the move.</summary>
internal static class MoveRun
{
    // Nobody waits for it but this command; past this a lock that somebody else has is asked for anew.
    private const int StatementSeconds = 10;

    /// <summary>Moves an environment.</summary>
    /// <param name="environment">Which.</param>
    /// <param name="from">The database that it is at home in, and the file of that region's master key.</param>
    /// <param name="to">The same of the other region.</param>
    /// <param name="terms">On what terms.</param>
    /// <param name="output">Where to print.</param>
    /// <param name="ct">Cancels; what was begun is taken back, or stays for another run to finish.</param>
    public static async Task<int> RunAsync(
        EnvironmentId environment,
        (SchemaTarget Target, string KeyFile) from,
        (SchemaTarget Target, string KeyFile) to,
        MoveTerms terms,
        Output output,
        CancellationToken ct)
    {
        if (from.Target.Live.Engine != to.Target.Live.Engine || from.Target.Name == to.Target.Name)
        {
            throw new StartRefusedException("EL1732", "Both regions have a database of their own, of the same engine.");
        }

        await RequireSchemaAsync(from.Target, ct);
        await RequireSchemaAsync(to.Target, ct);
        var (source, target) = (SideOf(from, environment), SideOf(to, environment));
        await using var here = await MoveLock.TakeAsync(from.Target, source, ct);
        await using var there = await MoveLock.TakeAsync(to.Target, target, ct);
        var tables = MovedTables.Of(from.Target.Source.ContractOf(from.Target.Live.Engine).Full);
        var move = new MoveEnvironment(source, target, tables, terms, TimeProvider.System, Console.Error.WriteLine);
        var closed = await move.RunAsync(ct);
        output.Item(new JsonObject
        {
            ["environment"] = environment.Value,
            ["region"] = terms.Region,
            ["closed_seconds"] = closed is { } span ? Math.Round(span.TotalSeconds, 3) : null,
        });
        return ExitCode.Done;
    }

    private static MoveSide SideOf((SchemaTarget Target, string KeyFile) side, EnvironmentId environment)
    {
        side.Target.Storage.StatementTimeoutSeconds = StatementSeconds;
        return new MoveSide(
            StorageFeature.Open(side.Target.Storage, TimeProvider.System), MasterKeyFile.Read(side.KeyFile), environment);
    }

    private static async Task RequireSchemaAsync(SchemaTarget target, CancellationToken ct)
    {
        var verdict = await CheckSchema.RunAsync(target.Source.ContractOf(target.Live.Engine), target.Live, ct);
        if (!verdict.IsFit || verdict.Ahead.Count > 0)
        {
            throw new StartRefusedException(
                "EL1730",
                $"The schema of {target.Name} is not this build's: everlatch schema status says how they differ. Both regions "
                    + "have to be on the release that moves the environment.");
        }
    }
}
