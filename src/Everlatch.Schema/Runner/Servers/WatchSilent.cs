using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Runner.Servers;

/// <summary>
/// Believes of no server that it is dead before it was silent in sight: after a database was away, all of them have been silent
/// for as long, and live. Those that keep silent are taken out of the register; one that lives all the same comes back with its
/// next beat.
/// </summary>
internal static class WatchSilent
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Watches those that were not seen lately and did not sign off, as long as the options say.</summary>
    public static async Task RunAsync(ApplyRun run, CancellationToken ct)
    {
        var silent = await SilentAsync(run, ct);
        if (silent.Count == 0)
        {
            return;
        }

        run.Progress.Report(new ApplyEvent.WatchingServers(
            [.. silent.Select(server => server.Instance)], run.Options.ServerPatience));
        var begin = run.Clock.GetTimestamp();
        for (var left = run.Options.ServerPatience; silent.Count > 0 && left > TimeSpan.Zero;)
        {
            await Task.Delay(left < Look ? left : Look, run.Clock, ct);
            silent = [.. silent.Intersect(await SilentAsync(run, ct))];
            left = run.Options.ServerPatience - run.Clock.GetElapsedTime(begin);
        }

        foreach (var (instance, seenAt) in silent)
        {
            await run.Connection.SendAsync(
                $"delete from {OwnTables.Servers} where instance = @instance and seen_at = @seen_at",
                [("instance", instance), ("seen_at", seenAt)],
                ct);
        }
    }

    private static Task<IReadOnlyList<(string Instance, long SeenAt)>> SilentAsync(ApplyRun run, CancellationToken ct) =>
        run.Connection.ListAsync(
            $"select instance, seen_at from {OwnTables.Servers} where seen_at < {run.Rules.Now} - @alive order by instance",
            [("alive", (long)ServerRegister.Alive.TotalMilliseconds)],
            row => (row.GetString(0), row.GetInt64(1)),
            ct);
}
