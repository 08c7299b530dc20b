using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch health</c>: asks a server whether it is ready, for containers and scripts.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var url = new Option<string>("--url")
        {
            Description = "The server.", DefaultValueFactory = _ => "http://localhost:8080",
        };
        var command =
            new Command("health", "Ask a server whether it is ready; exit 0 when it is.") { url, ConnectionOptions.Json };
        command.SetAction(async (parsed, ct) =>
            await RunAsync(Address(parsed.GetRequiredValue(url)), new Output(parsed.GetValue(ConnectionOptions.Json)), ct));
        return command;
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? url
            : throw new WrongUsageException($"--url takes an http or https address; it was '{text}'.");

    private static async Task<int> RunAsync(Uri url, Output output, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(url, "/health/ready"), ct);
            if (JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct)) is JsonObject report)
            {
                output.Item(report);
                return answer.IsSuccessStatusCode ? ExitCode.Done : ExitCode.Failed;
            }

            return await UnreachableAsync(url, output, "it is no Everlatch server.");
        }
        catch (JsonException)
        {
            return await UnreachableAsync(url, output, "it is no Everlatch server.");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return await UnreachableAsync(url, output, e.Message);
        }
    }

    // A document here too: whoever reads JSON gets some, whatever happened.
    private static async Task<int> UnreachableAsync(Uri url, Output output, string because)
    {
        output.Item(new JsonObject { ["status"] = "unreachable" });
        await Console.Error.WriteLineAsync($"everlatch: {url} does not answer as it should: {because}");
        return ExitCode.Failed;
    }
}
