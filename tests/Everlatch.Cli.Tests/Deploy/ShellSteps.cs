using System.Diagnostics;

namespace Everlatch.Cli.Tests.Deploy;

/// <summary>
/// Has a shell run a pipeline's steps where each program is a stand-in that notes how it was called, so that what is noted is
/// what the shell makes of the text and not what somebody reads in it.
/// </summary>
internal sealed class ShellSteps : IDisposable
{
    private static readonly string[] StandIns = ["everlatch", "rsync", "tar", "mkdir"];
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-steps-");
    private int runs;

    public ShellSteps()
    {
        foreach (var name in StandIns)
        {
            var file = Path.Combine(folder.FullName, name);
            File.WriteAllText(file, $$"""
                #!/bin/sh
                { printf '%s' '{{name}}'; for word in "$@"; do printf '\001%s' "$word"; done; echo; } >> "$CALLS"
                case "$FAILS" in "$1" | "$1 $2") exit 1 ;; esac
                """);
            File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        }
    }

    /// <summary>Runs steps one after the other until one fails, each in a shell of its own.</summary>
    /// <param name="steps">The steps' texts.</param>
    /// <param name="environment">What the pipeline tells them.</param>
    /// <param name="fails">The verb that fails.</param>
    public async Task<(int Exit, IReadOnlyList<string[]> Calls)> RunAsync(
        IEnumerable<string> steps, IReadOnlyDictionary<string, string> environment, string fails = "")
    {
        var calls = Path.Combine(folder.FullName, $"calls-{++runs}");
        await File.WriteAllTextAsync(calls, "");
        var exit = 0;
        foreach (var step in steps.TakeWhile(_ => exit == 0))
        {
            var start = new ProcessStartInfo("bash", ["-e", "-c", step]) { WorkingDirectory = folder.FullName };
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }

            start.Environment["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
            (start.Environment["CALLS"], start.Environment["FAILS"]) = (calls, fails);
            start.Environment["RUNNER_TEMP"] = folder.FullName;
            using var shell = Process.Start(start)!;
            await shell.WaitForExitAsync();
            exit = shell.ExitCode;
        }

        return (exit, [.. (await File.ReadAllLinesAsync(calls)).Select(line => line.Split('\u0001'))]);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
