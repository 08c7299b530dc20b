using System.CommandLine;
using Everlatch.Storage;

namespace Everlatch.Cli.Commands.Schema;

/// <summary><c>everlatch schema status</c>: what the database lacks.</summary>
internal static class StatusVerb
{
    /// <summary>The verb.</summary>
    public static Command Create() =>
        SchemaVerb.Create("status", "Name the migrations that the database lacks; exit 3 when there are any.", RunAsync);

    private static async Task<int> RunAsync(SchemaRun run, CancellationToken ct)
    {
        var pending = await StorageFeature.Open(run.Target.Options, TimeProvider.System).Schema.PendingAsync(ct);
        run.Output.Steps("pending", pending);
        return pending.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
