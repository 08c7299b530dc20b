using System.Data.Common;
using System.Net.Sockets;
using Everlatch.Schema.Runner;
using Everlatch.Schema.Runner.Servers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Everlatch.Schema.Gate;

/// <summary>
/// Tells the database that this server lives and what it needs, so that no contract step takes it away. A server that may not
/// write there serves all the same: it shows a sign instead, and says so in its log, its health and its metrics.
/// </summary>
internal sealed partial class Heartbeat(
    WatchSchema watch, SchemaGateOptions options, Registration registration, TimeProvider clock, ILogger<Heartbeat> logger)
    : BackgroundService
{
    private IShownSign? sign;
    private string? told;

    private TimeSpan Every =>
        options.HeartbeatEvery < ServerRegister.LongestBeat ? options.HeartbeatEvery : ServerRegister.LongestBeat;

    // Nobody knows of a server that never reached its database. The gate opens at the first look; by then its name is to be
    // there.
    private TimeSpan Pause => registration.IsRegistered is null && options.CheckEvery < Every ? options.CheckEvery : Every;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await HideAsync();
        if (registration.IsRegistered == true)
        {
            await TryAsync(
                (connection, ct) => ServerRegister.LeaveAsync(options.Database!.Engine, connection, options.Instance, ct),
                cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            await TryAsync(BeatAsync, stoppingToken);
            if (timer.Period != Pause)
            {
                timer.Period = Pause;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> BeatAsync(DbConnection connection, CancellationToken ct)
    {
        var problem = await ServerRegister.WriteAsync(
            options.Database!.Engine, connection, options.Instance, watch.Contract, ct);
        if (problem is null)
        {
            await HideAsync();
            registration.Succeed();
            told = null;
            return true;
        }

        registration.Fail(problem, await TryShowAsync(ct));

        // Before the schema is there nobody serves by it, and the register comes with it.
        var state = $"{problem.Id} {registration.IsShown}";
        if (watch.IsOpen && state != told)
        {
            told = state;
            LogUnregistered(problem);
        }

        return false;
    }

    private void LogUnregistered(SchemaException problem)
    {
        if (registration.IsShown)
        {
            LogShown(options.Instance, problem.Id, problem.Message);
        }
        else
        {
            LogInvisible(options.Instance, problem.Id, problem.Message);
        }
    }

    private async Task<bool> TryShowAsync(CancellationToken ct)
    {
        if (sign is not null && await sign.IsSeenAsync(ct))
        {
            return true;
        }

        await HideAsync();
        try
        {
            var contract = watch.Contract;
            sign = await options.Database!.Engine.Runner.ShowAsync(
                options.Database, ServerSign.Of(options.Instance, contract.Release, contract.Digest), ct);
            return sign is not null;
        }
        catch (Exception e) when (e is DbException or IOException or SocketException or TimeoutException)
        {
            return false;
        }
    }

    private async Task HideAsync()
    {
        if (sign is { } shown)
        {
            sign = null;
            await shown.DisposeAsync();
        }
    }

    // A database that does not answer is told by whatever watches it. The row of a server that was registered stays meanwhile.
    private async Task<bool> TryAsync(Func<DbConnection, CancellationToken, Task<bool>> act, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(options.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await using var connection = await options.Database!.Within(options.Patience).OpenAsync(either.Token);
            return await act(connection, either.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // Whatever it is, the gate's own look meets it and tells it. It must not end the host.
            return false;
        }
    }

    [LoggerMessage(
        1806,
        LogLevel.Warning,
        "This server ({Instance}) may not write the register of living servers. Contract steps see it by a sign that it shows "
            + "instead, as long as it can. {Id}: {Message}")]
    private partial void LogShown(string instance, string id, string message);

    [LoggerMessage(
        1807,
        LogLevel.Error,
        "This server ({Instance}) may not write the register of living servers and cannot show itself otherwise: no contract "
            + "step sees it, and none may be run while it lives. {Id}: {Message}")]
    private partial void LogInvisible(string instance, string id, string message);
}
