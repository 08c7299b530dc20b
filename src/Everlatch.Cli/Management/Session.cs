using System.CommandLine;
using System.Text.Json.Nodes;

namespace Everlatch.Cli.Management;

/// <summary>One run of a management verb: what was asked, the server, and where to print.</summary>
internal sealed class Session(ParseResult parsed, ManagementClient client)
{
    /// <summary>The server.</summary>
    public ManagementClient Client => client;

    /// <summary>Where to print.</summary>
    public Output Output { get; } = new(parsed.GetValue(ConnectionOptions.Json));

    /// <summary>An option's or argument's value.</summary>
    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>An argument's value.</summary>
    public T Value<T>(Argument<T> argument) => parsed.GetRequiredValue(argument);

    /// <summary>A path in the environment that was named, or in the only one there is.</summary>
    public async Task<string> PathAsync(string area, CancellationToken ct)
    {
        if (parsed.GetValue(ConnectionOptions.Environment) is { } named)
        {
            return $"/environments/{Uri.EscapeDataString(named)}{area}";
        }

        var (page, _) = await client.GetAsync("/environments?limit=2", ct);
        return page["items"]!.AsArray() is [{ } only]
            ? $"/environments/{only["id"]}{area}"
            : throw new WrongUsageException("The client reaches several environments; name one by --env.");
    }

    /// <summary>Reads a thing, changes members of it, and writes it back if nobody else changed it meanwhile.</summary>
    /// <param name="path">Its address.</param>
    /// <param name="change">Changes it.</param>
    /// <param name="readOnly">Members that are not sent back.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<JsonObject> EditAsync(
        string path, Action<JsonObject> change, IEnumerable<string> readOnly, CancellationToken ct)
    {
        var (item, etag) = await client.GetAsync(path, ct);
        foreach (var member in readOnly)
        {
            item.Remove(member);
        }

        change(item);
        return await client.PutAsync(path, item, etag, ct);
    }
}
