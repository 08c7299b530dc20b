using System.Diagnostics;
using System.Text.Json.Nodes;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Management;

/// <summary>Runs the command line as a person does: in a process of its own.</summary>
internal static class CommandLine
{
    /// <summary>Runs a verb against a started product.</summary>
    public static Task<Result> RunAsync(UpProcess up, params string[] arguments) =>
        RunAsync(new Dictionary<string, string>(), [.. arguments, "--data", up.Folder]);

    /// <summary>Runs a verb with an environment.</summary>
    public static async Task<Result> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Product.CommandLine, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Result(process.ExitCode, await output, await error);
    }

    /// <summary>What a run left behind.</summary>
    internal sealed record Result(int Exit, string Output, string Error)
    {
        /// <summary>The one JSON document on standard output.</summary>
        public JsonNode Json => JsonNode.Parse(Output)!;

        /// <summary>Asserts that it is done.</summary>
        public Result Done()
        {
            Assert.True(Exit == 0, $"It ended with {Exit}: {Error}");
            Assert.Empty(Error);
            return this;
        }

        /// <summary>Asserts that it failed with one line.</summary>
        public void Fails(int exit, string beginning)
        {
            Assert.Equal(exit, Exit);
            Assert.Empty(Output);
            var line = Assert.Single(Error.TrimEnd('\n').Split('\n'));
            Assert.StartsWith(beginning, line, StringComparison.Ordinal);
        }
    }
}
