using System.Net;
using System.Text.Json;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Processes;

/// <summary>A data folder of one test's own, and what <c>up</c> tells there.</summary>
internal sealed class Place : IDisposable
{
    private readonly DirectoryInfo root = System.IO.Directory.CreateTempSubdirectory("everlatch-cli-");

    public string Folder => Path.Combine(root.FullName, "data");

    public string SummaryPath => Path.Combine(Folder, "up.json");

    public JsonElement Summary => JsonDocument.Parse(File.ReadAllText(SummaryPath)).RootElement;

    public JsonElement Demo => Summary.GetProperty("demo");

    /// <summary>Starts <c>up</c> here, on a free port unless one is named.</summary>
    public Running Up(int? port = null, params IEnumerable<string> more) =>
        Running.Everlatch(["up", "--data", Folder, "--port", $"{port ?? FreePort.Take()}", .. more]);

    /// <summary>Asks for a machine token with the told credentials.</summary>
    public async Task<HttpStatusCode> MachineTokenAsync(JsonElement machine)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = machine.GetProperty("client_id").GetString()!,
            ["client_secret"] = machine.GetProperty("client_secret").GetString()!,
            ["resource"] = machine.GetProperty("audience").GetString()!,
        });
        using var answer = await http.PostAsync(new Uri($"{Summary.GetProperty("issuer").GetString()}/oauth2/token"), form);
        return answer.StatusCode;
    }

    public void Dispose() => root.Delete(recursive: true);
}
