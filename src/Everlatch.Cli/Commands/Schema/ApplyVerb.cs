using System.CommandLine;
using Everlatch.Storage;

namespace Everlatch.Cli.Commands.Schema;

/// <summary><c>everlatch schema apply</c>: brings the database up to the build's schema.</summary>
internal static class ApplyVerb
{
    /// <summary>The verb.</summary>
    public static Command Create() =>
        SchemaVerb.Create("apply", "Apply what the database lacks, each once, however many do this at the same time.", RunAsync);

    private static async Task<int> RunAsync(SchemaRun run, CancellationToken ct)
    {
        var schema = StorageFeature.Open(run.Target.Options, TimeProvider.System).Schema;
        var pending = await schema.PendingAsync(ct);
        await schema.ApplyAsync(ct);
        run.Output.Steps("applied", pending);
        return ExitCode.Done;
    }
}
