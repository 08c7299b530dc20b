using System.Collections;
using System.ComponentModel;
using System.Diagnostics;

namespace Everlatch.Release.Builds.Making;

/// <summary>
/// Runs the programs that build, with no more of this process's environment than they need: a build takes any variable for one of
/// its own settings.
/// </summary>
internal static class OtherProgram
{
    private static readonly string[] Passed =
    [
        "PATH", "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMFILES", "SYSTEMROOT", "COMSPEC",
        "TMPDIR", "TEMP", "TMP", "DOTNET_ROOT", "DOTNET_CLI_HOME", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "NUGET_PACKAGES",
        "NUGET_HTTP_CACHE_PATH",
        "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR",
    ];

    private static readonly KeyValuePair<string, string>[] Fixed =
    [
        new("LC_ALL", "C"), new("DOTNET_NOLOGO", "1"), new("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
        new("MSBUILDDISABLENODEREUSE", "1"), new("GIT_OPTIONAL_LOCKS", "0"),
    ];

    /// <summary>Runs one to its end, and takes what it says.</summary>
    /// <exception cref="ReleaseException">There is no such program.</exception>
    public static Task<Answer> RunAsync(
        string program, string folder, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment,
        CancellationToken ct) =>
        RunAsync(
            program, folder, arguments, environment,
            (output, limited) => new StreamReader(output).ReadToEndAsync(limited), ct);

    /// <summary>The same with something else to take what it writes.</summary>
    /// <exception cref="ReleaseException">There is no such program.</exception>
    public static async Task<Answer> RunAsync(
        string program, string folder, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment,
        Func<Stream, CancellationToken, Task<string>> take, CancellationToken ct)
    {
        using var process = Start(program, folder, arguments, environment);
        try
        {
            var error = process.StandardError.ReadToEndAsync(ct);
            var output = await take(process.StandardOutput.BaseStream, ct);
            await process.WaitForExitAsync(ct);
            return new Answer(process.ExitCode, output, await error);
        }
        finally
        {
            // Nobody waits for it any more.
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static Process Start(
        string program, string folder, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment.Clear();
        var own = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(variable => Passed.Contains((string)variable.Key, StringComparer.Ordinal))
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string)variable.Value!));
        foreach (var (name, value) in own.Concat(Fixed).Concat(environment))
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ReleaseException("EL2001", $"{program} cannot be started in {folder}: {e.Message}", e);
        }
    }

    /// <summary>What it said.</summary>
    internal sealed record Answer(int ExitCode, string Output, string Error)
    {
        // A compiler tells its first errors first.
        private const int LinesShown = 10;

        private const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

        /// <summary>What a person needs of it.</summary>
        public string LastWords
        {
            get
            {
                var lines = (Error + "\n" + Output).Split('\n', Tidy);
                var errors = lines.Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct().ToList();
                return string.Join(Environment.NewLine, (errors.Count > 0 ? errors : [.. lines]).Take(LinesShown));
            }
        }
    }
}
