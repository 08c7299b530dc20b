using System.Text.Json;

namespace Everlatch.Release.Nodes.Servers;

/// <summary>What a server that is not ready says, in a sentence.</summary>
internal static class ReadinessBody
{
    /// <summary>What it misses, where it says so; else the whole answer.</summary>
    public static string Say(string body)
    {
        try
        {
            using var said = JsonDocument.Parse(body);
            return said.RootElement.ValueKind == JsonValueKind.Object
                && said.RootElement.TryGetProperty("missing", out var missing)
                && missing.ValueKind == JsonValueKind.Array && missing.GetArrayLength() > 0
                    ? string.Join(" ", missing.EnumerateArray().Select(each => each.ToString()))
                    : body;
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
