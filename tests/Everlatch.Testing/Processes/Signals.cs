using System.Diagnostics;
using System.Globalization;

namespace Everlatch.Testing.Processes;

/// <summary>Signals to the processes that a test started.</summary>
public static class Signals
{
    /// <summary>Sends one, such as <c>STOP</c>.</summary>
    public static Task SendAsync(string signal, int process) => SendAsync($"kill -{signal} {Text(process)}");

    /// <summary>Sends one to every process of a PostgreSQL; to none when it does not run.</summary>
    /// <param name="signal">Such as <c>STOP</c>.</param>
    /// <param name="data">Its data folder.</param>
    public static Task SendToPostgresAsync(string signal, string data)
    {
        var file = Path.Combine(data, "postmaster.pid");
        if (!File.Exists(file))
        {
            return Task.CompletedTask;
        }

        // The postmaster first: otherwise it would see its children stop.
        var postmaster = Text(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture));
        return SendAsync($"kill -{signal} {postmaster} $(ps -o pid= --ppid {postmaster}); true");
    }

    private static Task<string> SendAsync(string line) => Script.RunAsync(new ProcessStartInfo("sh", ["-c", line]));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
