using System.Net;
using System.Text.Json;
using Everlatch.Storage;

namespace Everlatch.Cli.Tests.Processes;

/// <summary>The operator of a test's database, as <c>init</c> made it.</summary>
internal sealed class Operator : IDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-operator-");

    private Operator()
    {
    }

    /// <summary>Makes the first environment of a database, and its operator.</summary>
    public static async Task<Operator> InitAsync(StorageOptions storage)
    {
        var made = new Operator();
        await Serving.DoneAsync(0, storage, "init", "--host", Serving.Host, "--credentials", made.Credentials);
        return made;
    }

    /// <summary>Gets a token at a server, which must give it.</summary>
    public async Task<string> TokenAsync(Serving server)
    {
        using var credentials = JsonDocument.Parse(
            await File.ReadAllTextAsync(Credentials, TestContext.Current.CancellationToken));
        var token = await server.TokenAsync(
            credentials.RootElement.GetProperty("client_id").GetString()!,
            credentials.RootElement.GetProperty("client_secret").GetString()!,
            "operator environments:read users:read");
        Assert.True(token.Status == HttpStatusCode.OK, token.Body);
        using var answer = JsonDocument.Parse(token.Body);
        return answer.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>What it sends for a token.</summary>
    public Dictionary<string, string> TokenForm()
    {
        using var credentials = JsonDocument.Parse(File.ReadAllText(Credentials));
        return new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = credentials.RootElement.GetProperty("client_id").GetString()!,
            ["client_secret"] = credentials.RootElement.GetProperty("client_secret").GetString()!,
            ["resource"] = "urn:everlatch:management",
        };
    }

    /// <summary>Where the users of its environment are listed, which asks the database.</summary>
    public static async Task<string> UsersPathAsync(Serving server, string bearer)
    {
        var environments = await server.GetAsync("/api/v1/environments", bearer);
        using var answer = JsonDocument.Parse(environments.Body);
        return $"/api/v1/environments/{answer.RootElement.GetProperty("items")[0].GetProperty("id").GetString()}/users";
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Credentials => Path.Combine(folder.FullName, "operator.json");
}
