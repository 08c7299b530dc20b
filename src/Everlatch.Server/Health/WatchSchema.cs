using Everlatch.Storage;
using Everlatch.Storage.Schema;
using Microsoft.Extensions.Options;

namespace Everlatch.Server.Health;

/// <summary>Looks at the schema until it fits, so that a server becomes ready by itself once somebody has mended it.</summary>
internal sealed partial class WatchSchema(
    ISchemaRunner schema, IOptions<HealthOptions> options, TimeProvider clock, ILogger<WatchSchema> logger) : BackgroundService
{
    private volatile SchemaState state = new SchemaState.Unknown("The schema was not looked at yet.");

    /// <summary>The last look.</summary>
    public SchemaState State => state;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(options.Value.SchemaCheckSeconds);
        while (!stoppingToken.IsCancellationRequested)
        {
            state = await LookAsync(stoppingToken);
            if (state is SchemaState.Fits)
            {
                return;
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private async Task<SchemaState> LookAsync(CancellationToken ct)
    {
        try
        {
            var pending = await schema.PendingAsync(ct);
            if (pending.Count == 0)
            {
                return new SchemaState.Fits();
            }

            if (state is not SchemaState.Pending)
            {
                LogPending(string.Join(", ", pending));
            }

            return new SchemaState.Pending(pending);
        }
        catch (StoreFaultException)
        {
            return new SchemaState.Unknown("The database does not answer.");
        }
        catch (InvalidOperationException e)
        {
            // A migration that was edited after it was applied here.
            return new SchemaState.Unknown(e.Message);
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "Not ready: the database lacks {Migrations}")]
    private partial void LogPending(string migrations);
}
