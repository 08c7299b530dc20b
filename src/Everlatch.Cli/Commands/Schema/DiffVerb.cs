using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Schema;
using Everlatch.Schema.Catalogs;
using Spectre.Console;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>
/// <c>everlatch schema diff</c>: where the live schema differs from what all migrations make, or from another database's.
/// </summary>
internal static class DiffVerb
{
    private static readonly Option<string?> Against = new("--against")
    {
        Description = "Another database to compare with, instead of the build's migrations.",
    };

    private static readonly Option<string?> AgainstFile =
        new("--against-file") { Description = "File that holds its connection string." };

    /// <summary>The verb.</summary>
    public static Command Create() => SchemaVerb.Create(
        "diff",
        "Say line by line where the live schema differs from the build's, or from another database's; exit 3 when it does.",
        RunAsync,
        Against,
        AgainstFile,
        SchemaRun.Timeout);

    private static async Task<int> RunAsync(SchemaRun run, CancellationToken ct)
    {
        var (name, expected) = await ExpectedAsync(run, ct);
        var changes = expected.ChangesTo(await LiveCatalog.ReadAsync(run.Looking, ct));
        if (run.Json)
        {
            var report = run.Target.Head();
            report["compared_with"] = name;
            report["equal"] = changes.Count == 0;
            report["changes"] = new JsonArray([.. changes.Select(Change)]);
            run.Output.Item(report);
        }
        else
        {
            Write(run, name, changes);
        }

        return changes.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<(string Name, Catalog Catalog)> ExpectedAsync(SchemaRun run, CancellationToken ct)
    {
        if (SchemaTarget.Other(run.Value(Against), run.Value(AgainstFile)) is not { } other)
        {
            var contract = run.Source.ContractOf(run.Live.Engine);
            return ($"release {contract.Release}", contract.Full);
        }

        return other.Live.Engine == run.Live.Engine
            ? (other.Name, await LiveCatalog.ReadAsync(other.Live.Within(run.Patience), ct))
            : throw new WrongUsageException(
                $"{run.Target.Name} is {run.Live.Engine} and {other.Name} is {other.Live.Engine}: they cannot be compared.");
    }

    private static JsonObject Change(CatalogChange change) => new()
    {
        ["change"] = change switch
        {
            CatalogChange.Added => "added",
            CatalogChange.Removed => "removed",
            _ => "changed",
        },
        ["object"] = change.Subject.Key,
        ["expected"] = change is CatalogChange.Changed changed ? changed.Before?.ToString()
            : change is CatalogChange.Removed ? change.Subject.ToString() : null,
        ["found"] = change is CatalogChange.Removed ? null : change.Subject.ToString(),
    };

    private static void Write(SchemaRun run, string name, IReadOnlyList<CatalogChange> changes)
    {
        var screen = new Screen();
        screen.Line($"--- {name}");
        screen.Line($"+++ {run.Target.Name}");
        foreach (var change in changes)
        {
            if (change is CatalogChange.Changed { Before: { } before })
            {
                screen.Line($"- {before}", Color.Red);
                screen.Line($"+ {change.Subject}", Color.Green);
            }
            else
            {
                screen.Line(change.ToString(), change is CatalogChange.Removed ? Color.Red : Color.Green);
            }
        }
    }
}
