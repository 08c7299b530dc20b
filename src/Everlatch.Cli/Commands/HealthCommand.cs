using System.CommandLine;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch health</c>: asks a server whether it is ready, for containers and scripts.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var url = new Option<Uri>("--url")
        {
            Description = "The server.", DefaultValueFactory = _ => new Uri("http://localhost:8080"),
        };
        var command = new Command("health", "Ask a server whether it is ready; exit 0 when it is.") { url };
        command.SetAction(async (parsed, ct) => await RunAsync(parsed.GetRequiredValue(url), ct));
        return command;
    }

    private static async Task<int> RunAsync(Uri url, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(url, "/health/ready"), ct);
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync(ct));
            return answer.IsSuccessStatusCode ? ExitCode.Done : ExitCode.Failed;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"everlatch: {url} does not answer: {e.Message}");
            return ExitCode.Failed;
        }
    }
}
