using System.CommandLine;
using System.Data.Common;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;
using Everlatch.Schema;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>Makes the verbs below <c>schema</c>.</summary>
internal static class SchemaVerb
{
    /// <summary>
    /// A verb that looks at a database. What goes wrong is one line with its id on standard error and exit code 1, or 2 when
    /// the command line is wrong; with
    /// <c>--json</c> the one document on standard output is <c>{"error": {"id", "message", "file", "line"}}</c> then.
    /// </summary>
    public static Command Create(
        string name, string description, Func<SchemaRun, CancellationToken, Task<int>> run, params IEnumerable<Symbol> symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        command.SetAction((parsed, ct) => RunAsync(new SchemaRun(parsed), run, ct));
        return command;
    }

    private static async Task<int> RunAsync(
        SchemaRun run, Func<SchemaRun, CancellationToken, Task<int>> verb, CancellationToken ct)
    {
        try
        {
            return await verb(run, ct);
        }
        catch (SchemaException e)
        {
            return await FailAsync(run, e);
        }
        catch (DbException e)
        {
            return await FailAsync(
                run, new SchemaException("EL1870", $"The database does not answer or refuses: {e.Message}", inner: e));
        }
    }

    private static async Task<int> FailAsync(SchemaRun run, SchemaException e)
    {
        await Console.Error.WriteLineAsync($"everlatch: {e.Summary}");
        if (run.Json)
        {
            run.Output.Item(new JsonObject
            {
                ["error"] = new JsonObject { ["id"] = e.Id, ["message"] = e.Message, ["file"] = e.File, ["line"] = e.Line },
            });
        }

        return e.IsWrongUsage ? ExitCode.WrongUsage : ExitCode.Failed;
    }
}
