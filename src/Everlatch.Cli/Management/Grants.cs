using System.CommandLine;
using System.Text.Json.Nodes;

namespace Everlatch.Cli.Management;

/// <summary>Grants of APIs as options write them: <c>--grant audience=scope,scope</c>.</summary>
internal static class Grants
{
    /// <summary>The option.</summary>
    public static Option<string[]> Option() => new("--grant")
    {
        Description =
            "An API by audience or id with scopes, such as https://api.example/=invoices:read,invoices:write; may be repeated.",
    };

    /// <summary>The member of a body; null when none was given.</summary>
    public static async Task<JsonArray?> ReadAsync(Session session, string[]? grants, CancellationToken ct)
    {
        if (grants is null or { Length: 0 })
        {
            return null;
        }

        var apis = await session.Client.ListAsync(await session.PathAsync("/apis", ct), ct);
        return new JsonArray([.. grants.Select(grant => (JsonNode)Read(grant, apis))]);
    }

    private static JsonObject Read(string grant, JsonArray apis)
    {
        var cut = grant.LastIndexOf('=');
        var (name, scopes) = cut < 0 ? (grant, "") : (grant[..cut], grant[(cut + 1)..]);
        var api = apis.FirstOrDefault(api => (string?)api!["audience"] == name || (string?)api["id"] == name)





                                ?? throw new WrongUsageException(
                                    $"There is no API '{name}' in the environment; 'everlatch api list' shows those there are.");
        return new JsonObject
        {
            ["api"] = (string?)api["id"],
            ["scopes"] = new JsonArray(
                [.. scopes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(scope => (JsonNode)scope)]),
        };
    }
}
