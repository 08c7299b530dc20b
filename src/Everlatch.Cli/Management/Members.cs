using System.Text.Json.Nodes;

namespace Everlatch.Cli.Management;

/// <summary>
/// Members of JSON bodies from options: what was not given is left out, so that the server's default or what is there stays.
/// </summary>
internal static class Members
{
    /// <summary>Sets a text, when it was given.</summary>
    public static JsonObject With(this JsonObject body, string name, string? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }

        return body;
    }

    /// <summary>Sets a number, when it was given.</summary>
    public static JsonObject With(this JsonObject body, string name, int? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }

        return body;
    }

    /// <summary>Sets a flag, when it was given.</summary>
    public static JsonObject With(this JsonObject body, string name, bool? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }

        return body;
    }

    /// <summary>Sets a list of words, when at least one was given.</summary>
    public static JsonObject With(this JsonObject body, string name, string[]? values)
    {
        if (values is { Length: > 0 })
        {
            body[name] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
        }

        return body;
    }

    /// <summary>Takes over every member that was asked for.</summary>
    public static void Take(this JsonObject item, JsonObject asked)
    {
        foreach (var (name, value) in asked)
        {
            item[name] = value?.DeepClone();
        }
    }
}
