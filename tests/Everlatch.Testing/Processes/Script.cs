using System.Diagnostics;

namespace Everlatch.Testing.Processes;

/// <summary>Runs programs that prepare what a test works on.</summary>
public static class Script
{
    /// <summary>Runs a script of this checkout and returns what it wrote.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it said.</exception>
    public static Task<string> RunAsync(string path, params string[] arguments) =>
        RunAsync(new ProcessStartInfo(Checkout.PathOf(path), arguments));

    /// <inheritdoc cref="RunAsync(string, string[])" />
    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {await errors}");
    }
}
