using Everlatch.Hosting;
using Everlatch.Schema.Runner;
using Everlatch.Server;
using Everlatch.Storage;

namespace Everlatch.Cli.Up;

/// <summary>
/// Brings the embedded database up to this build's schema by itself: it has one user, who just asked for this build.
/// </summary>
internal static class EmbeddedSchema
{
    /// <summary>
    /// Of an embedded database, applies pending expand and backfill steps; contract steps wait for
    /// <c>everlatch schema apply --contract</c>.
    /// </summary>
    /// <exception cref="StartRefusedException">It could not be done; the message says how to go on.</exception>
    public static async Task ApplyAsync(StorageOptions options, CancellationToken ct)
    {
        if (options.Postgres.Length > 0)
        {
            return;
        }

        var database = StorageSchema.DatabaseOf(options);
        var source = StorageSchema.SourceOf(options.SchemaFolder is { Length: > 0 } folder ? folder : null, database.Engine);
        var outcome = await new ApplyMigrations(
            source, database, new ApplyOptions(), TimeProvider.System, QuietProgress.Instance).RunAsync(ct);
        switch (outcome)
        {
            case ApplyOutcome.Failed failed:
                throw new StartRefusedException(failed.Fault.Id, $"{failed.Fault.Message} {failed.HowToGoOn}");
            case ApplyOutcome.Busy busy:
                throw new StartRefusedException(busy.Fault.Id, busy.Fault.Message);
            case ApplyOutcome.Cancelled:
                throw new OperationCanceledException(ct);
            default:
                return;
        }
    }
}
