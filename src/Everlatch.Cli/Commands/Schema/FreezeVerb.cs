using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Schema.Contracts;

namespace Everlatch.Cli.Commands.Schema;

/// <summary><c>everlatch schema freeze</c>: keeps a release's contracts and statements for those that come after.</summary>
internal static class FreezeVerb
{
    private static readonly Argument<string> Version = new("version") { Description = "The release." };

    /// <summary>The verb.</summary>
    public static Command Create() => SchemaVerb.Create(
        "freeze", "Copy Contracts/ of the folder of --from to Released/VERSION/, for good.", RunAsync, Version);

    private static Task<int> RunAsync(SchemaRun run, CancellationToken ct)
    {
        var folder = run.Value(SchemaTarget.From)
            ?? throw new WrongUsageException("--from names the folder with Migrations/ and Contracts/.");
        var files = FreezeRelease.Run(folder, run.Value(Version)!);
        if (run.Json)
        {
            run.Output.Item(new JsonObject { ["frozen"] = new JsonArray([.. files.Select(file => (JsonNode)file)]) });
        }
        else
        {
            Console.WriteLine(string.Join('\n', files));
        }

        return Task.FromResult(ExitCode.Done);
    }
}
