using System.CommandLine;
using Everlatch.Server;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch schema</c>: brings a database to the schema of this build before its servers get traffic.</summary>
internal static class SchemaCommand
{
    /// <summary>The verb. Like <c>serve</c> it is told by its environment alone.</summary>
    public static Command Create()
    {
        var status = new Command("status", "Name the migrations that the database lacks; exit 3 when there are any.");
        status.SetAction(async (_, ct) => await StatusAsync(ct));
        var apply = new Command("apply", "Apply them, each once, however many do this at the same time.");
        apply.SetAction(async (_, ct) => await ApplyAsync(ct));
        return new Command("schema", "Look at the database's schema, or bring it up to this build's.") { status, apply };
    }

    private static async Task<int> StatusAsync(CancellationToken ct)
    {
        var pending = await ServerSchema.Open().PendingAsync(ct);
        foreach (var migration in pending)
        {
            await Console.Out.WriteLineAsync($"pending {migration}");
        }

        return pending.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<int> ApplyAsync(CancellationToken ct)
    {
        var schema = ServerSchema.Open();
        var pending = await schema.PendingAsync(ct);
        await schema.ApplyAsync(ct);
        foreach (var migration in pending)
        {
            await Console.Out.WriteLineAsync($"applied {migration}");
        }

        return ExitCode.Done;
    }
}
