using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;
using Everlatch.Server;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch schema</c>: brings a database to the schema of this build before its servers get traffic.</summary>
internal static class SchemaCommand
{
    /// <summary>The verb. Like <c>serve</c> it is told by its environment alone.</summary>
    public static Command Create()
    {
        var status = new Command("status", "Name the migrations that the database lacks; exit 3 when there are any.");
        status.SetAction(async (parsed, ct) => await StatusAsync(parsed.GetValue(ConnectionOptions.Json), ct));
        var apply = new Command("apply", "Apply them, each once, however many do this at the same time.");
        apply.SetAction(async (parsed, ct) => await ApplyAsync(parsed.GetValue(ConnectionOptions.Json), ct));
        return new Command("schema", "Look at the database's schema, or bring it up to this build's.")
        {
            status, apply, ConnectionOptions.Json,
        };
    }

    private static async Task<int> StatusAsync(bool json, CancellationToken ct)
    {
        var pending = await ServerSchema.Open().PendingAsync(ct);
        Tell("pending", pending, json);
        return pending.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<int> ApplyAsync(bool json, CancellationToken ct)
    {
        var schema = ServerSchema.Open();
        var pending = await schema.PendingAsync(ct);
        await schema.ApplyAsync(ct);
        Tell("applied", pending, json);
        return ExitCode.Done;
    }

    // A line for each, so that a person sees nothing where nothing is to be done.
    private static void Tell(string what, IReadOnlyList<string> migrations, bool json)
    {
        if (json)
        {
            new Output(json).Item(new JsonObject { [what] = new JsonArray([.. migrations.Select(name => JsonValue.Create(name))]) });
            return;
        }

        foreach (var migration in migrations)
        {
            Console.Out.WriteLine($"{what} {migration}");
        }
    }
}
