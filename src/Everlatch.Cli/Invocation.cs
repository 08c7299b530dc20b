using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;
using Everlatch.Hosting;
using Everlatch.Release;
using Everlatch.Release.Nodes.Client;
using Everlatch.Schema;
using Everlatch.Server;
using Everlatch.Storage;
using Microsoft.Extensions.Options;

namespace Everlatch.Cli;

/// <summary>Runs a verb and turns what went wrong into a sentence and an exit code.</summary>
internal static class Invocation
{
    private const string UsageId = "EL1020";

    /// <summary>Parses and runs.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        // By its text: of a command line that cannot be parsed nobody knows the options.
        var json = args.Contains(ConnectionOptions.Json.Name, StringComparer.Ordinal);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return await WrongAsync(string.Join(Environment.NewLine, parsed.Errors.Select(error => error.Message)));
        }

        try
        {
            // Ctrl-C belongs to the server, which drains; the parser's own handler would cut that short.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
            });
        }
        catch (StartRefusedException e)
        {
            return await FailAsync($"{e.Id}: {e.Message}", e.Id, e.Message);
        }
        catch (RefusedException e)
        {
            return await FailAsync($"{e.Id}: {e.Message}", e.Id, e.Message);
        }
        catch (SchemaException e)
        {
            return await FailAsync(e.Summary, e.Id, e.Message);
        }
        catch (NodeException e)
        {
            return await FailAsync($"{e.Id}: {e.Message}", e.Id, e.Message);
        }
        catch (ReleaseException e)
        {
            var failed = await FailAsync($"{e.Id}: {e.Message}", e.Id, e.Message);
            return e.IsRefusal ? ExitCode.Refused : failed;
        }
        catch (WrongUsageException e)
        {
            return await WrongAsync(e.Message);
        }
        catch (StoreFaultException e)
        {
            var message = $"{e.Message} {e.InnerException?.Message}";
            return await FailAsync($"EL1100: {message}", "EL1100", message);
        }
        catch (OptionsValidationException e)
        {
            return await WrongAsync(string.Join(Environment.NewLine, e.Failures));
        }

        async Task<int> FailAsync(string line, string id, string message)
        {
            await TellAsync(json, line, id, message);
            return ExitCode.Failed;
        }

        async Task<int> WrongAsync(string message)
        {
            await TellAsync(json, message, UsageId, message);
            return ExitCode.WrongUsage;
        }
    }

    // The verb did not come to its own document, and whoever asked for one reads standard output.
    private static async Task TellAsync(bool json, string lines, string id, string message)
    {
        foreach (var line in lines.Split(Environment.NewLine))
        {
            await Console.Error.WriteLineAsync($"everlatch: {line}");
        }

        if (json)
        {
            new Output(json).Item(new JsonObject
            {
                ["error"] = new JsonObject { ["id"] = id, ["message"] = message, ["file"] = null, ["line"] = null },
            });
        }
    }
}
