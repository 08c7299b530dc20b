using System.Text.Json;
using Everlatch.Cli.Up;

namespace Everlatch.Cli.Management;

/// <summary>Which server to manage, and as whom.</summary>
internal sealed record Connection(Uri Url, string ClientId, string ClientSecret)
{
    private const string SecretVariable = "EVERLATCH_CLIENT_SECRET";

    /// <summary>Finds it: options first, then the environment, then <c>up.json</c>.</summary>
    /// <exception cref="WrongUsageException">It is not complete.</exception>
    public static Connection Find(string? url, string? clientId, string data)
    {
        url ??= Environment.GetEnvironmentVariable("EVERLATCH_URL");
        clientId ??= Environment.GetEnvironmentVariable("EVERLATCH_CLIENT_ID");
        if (url is null && clientId is null)
        {
            return OfUp(Path.Combine(data, "up.json"));
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new Connection(
                address,
                clientId ?? throw new WrongUsageException("--client-id or EVERLATCH_CLIENT_ID is expected."),
                Secret())
            : throw new WrongUsageException("--url or EVERLATCH_URL is expected to be the http or https address of a server.");
    }

    private static Connection OfUp(string path)
    {
        try
        {
            var up = JsonSerializer.Deserialize(File.ReadAllText(path), UpFileJson.Default.UpFile)!.Management;
            return new Connection(new Uri(up.Url), up.ClientId, up.ClientSecret);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new WrongUsageException(
                $"{path} cannot be read ({e.Message}); name a server by --url, or the folder of an 'everlatch up' by --data.");
        }
    }

    private static string Secret()
    {
        if (Environment.GetEnvironmentVariable(SecretVariable) is { Length: > 0 } secret)
        {
            return secret;
        }

        var file = Environment.GetEnvironmentVariable(SecretVariable + "_FILE")


                    ?? throw new WrongUsageException(
                        $"The client's secret is expected in {SecretVariable}, or in the file that {SecretVariable}_FILE names.");
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WrongUsageException($"{file} cannot be read: {e.Message}");
        }
    }
}
