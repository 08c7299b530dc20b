using System.Data.Common;
using System.Net.Sockets;
using Everlatch.Schema.Runner;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Everlatch.Schema.Gate;

/// <summary>
/// Tells the database that this server lives and what it needs, so that no contract step takes it away. As well as it goes: a
/// server that may not or cannot write there serves all the same.
/// </summary>
internal sealed partial class Heartbeat(
    WatchSchema watch, SchemaGateOptions options, TimeProvider clock, ILogger<Heartbeat> logger)
    : BackgroundService
{
    private bool silent;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!silent)
        {
            await TryAsync(
                async (connection, ct) =>
                {
                    await ServerRegister.LeaveAsync(options.Database!.Engine, connection, options.Instance, ct);
                    return true;
                },
                cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.HeartbeatEvery, clock);
        do
        {
            var heard = await TryAsync(
                (connection, ct) => ServerRegister.BeatAsync(
                    options.Database!.Engine, connection, options.Instance, watch.Contract, ct),
                stoppingToken);
            if (!heard && !silent)
            {
                LogSilent(options.Instance);
            }

            silent = !heard;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TryAsync(Func<DbConnection, CancellationToken, Task<bool>> act, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(options.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await using var connection = await options.Database!.OpenAsync(either.Token);
            return await act(connection, either.Token);
        }
        catch (Exception e) when (e is DbException or SchemaException or TimeoutException or IOException or SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(
        1806,
        LogLevel.Information,
        "This server ({Instance}) cannot say in the database that it lives: contract steps will not wait for it as long as that "
            + "lasts")]
    private partial void LogSilent(string instance);
}
