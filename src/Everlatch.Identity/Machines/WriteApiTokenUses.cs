using Everlatch.Core.Ids;
using Everlatch.Storage;
using Everlatch.Storage.Background;
using Microsoft.Extensions.Logging;

namespace Everlatch.Identity.Machines;

/// <summary>Writes when API tokens were last used, in batches, every half minute and once more when the server stops.</summary>
internal sealed partial class WriteApiTokenUses(
    ApiTokenUses uses, IDatabase database, TimeProvider clock, ILogger<WriteApiTokenUses> logger)
    : PeriodicWork(TimeSpan.FromSeconds(30), clock, logger)
{
    private const int BatchSize = 200;

    // Servers write independently: the newest use of all of them stands.
    private static readonly Statement Update = Statement.Write(
        "api_tokens.note_use",
        """
        update api_tokens set last_used_at = @now
        where environment_id = @environment and id = @token and (last_used_at is null or last_used_at < @now)
        """);

    private readonly ILogger logger = logger;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(cancellationToken);
    }

    /// <summary>Writes what was noted; gives back what the store does not take.</summary>
    internal async Task TryWriteAsync(CancellationToken ct)
    {
        foreach (var batch in uses.Take().Chunk(BatchSize))
        {
            try
            {
                await WriteAsync(batch, ct);
            }
            catch (StoreFaultException e)
            {
                uses.GiveBack(batch);
                LogPostponed(e, batch.Length);
            }
        }
    }

    protected override Task RunOnceAsync(CancellationToken ct) => TryWriteAsync(ct);

    private async Task WriteAsync(
        IReadOnlyList<KeyValuePair<(EnvironmentId Environment, ApiTokenId Token), DateTimeOffset>> batch, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);

        // One order for all servers, so that two batches never wait for each other's rows.
        foreach (var ((environment, token), now) in batch.OrderBy(use => use.Key.Token.Value, StringComparer.Ordinal))
        {
            await transaction.ExecuteAsync(Update, new { environment, token, now }, ct);
        }

        await transaction.CommitAsync(ct);
    }

    [LoggerMessage(
        3501, LogLevel.Warning, "The last use of {Count} API tokens could not be written; it is kept for the next time")]
    private partial void LogPostponed(Exception e, int count);
}
