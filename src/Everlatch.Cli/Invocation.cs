using System.CommandLine;
using Everlatch.Schema;
using Everlatch.Server;
using Everlatch.Storage;
using Microsoft.Extensions.Options;

namespace Everlatch.Cli;

/// <summary>Runs a verb and turns what went wrong into a sentence and an exit code.</summary>
internal static class Invocation
{
    /// <summary>Parses and runs.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"everlatch: {error.Message}");
            }

            return ExitCode.WrongUsage;
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
            return await FailAsync(ExitCode.Failed, $"{e.Id}: {e.Message}");
        }
        catch (SchemaException e)
        {
            return await FailAsync(ExitCode.Failed, e.Summary);
        }
        catch (WrongUsageException e)
        {
            return await FailAsync(ExitCode.WrongUsage, e.Message);
        }
        catch (StoreFaultException e)
        {
            return await FailAsync(ExitCode.Failed, $"EL1100: {e.Message} {e.InnerException?.Message}");
        }
        catch (OptionsValidationException e)
        {
            return await FailAsync(ExitCode.WrongUsage, string.Join(Environment.NewLine, e.Failures));
        }
    }

    private static async Task<int> FailAsync(int code, string message)
    {
        await Console.Error.WriteLineAsync($"everlatch: {message}");
        return code;
    }
}
