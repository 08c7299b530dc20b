using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Cli.Moves;

/// <summary>How far a move is, as both databases themselves say: a run that was killed leaves nothing else behind.</summary>
internal static class MoveState
{
    private static readonly Statement Region =
        Statement.Read("move.region", "select region from environments where id = @environment");

    private static readonly Statement Settle = Statement.Write(
        "move.settle", "update environments set region = @region, version = version + 1 where id = @environment");

    private static readonly Statement Owner = Statement
        .Read("move.owner", "select environment_id from hosts where host_name = @host")
        .AcrossEnvironments("a host leads to one environment of a region");

    private static readonly Statement Hosts =
        Statement.Read("move.hosts", "select host_name from hosts where environment_id = @environment");

    /// <summary>The region that a side believes is the environment's home; null when it does not have it.</summary>
    public static Task<string?> HomeAsync(MoveSide side, CancellationToken ct) =>
        side.Database.FindAsync<string>(Region, new { environment = side.Environment }, ct);

    /// <summary>Says where its home is from now on.</summary>
    public static Task SettleAsync(ITransaction on, EnvironmentId environment, string region, CancellationToken ct) =>
        on.ExecuteAsync(Settle, new { environment, region }, ct);

    /// <summary>A host of the environment that leads to another one on the other side; null when none does.</summary>
    public static async Task<string?> TakenHostAsync(MoveSide from, MoveSide to, CancellationToken ct)
    {
        foreach (var host in await from.Database.ListAsync<string>(Hosts, new { environment = from.Environment }, ct))
        {
            if (await to.Database.FindAsync<string>(Owner, new { host }, ct) is { } owner && owner != to.Environment.Value)
            {
                return host;
            }
        }

        return null;
    }
}
