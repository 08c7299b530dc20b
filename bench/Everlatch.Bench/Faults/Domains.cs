using System.Text.Json;

namespace Everlatch.Bench.Faults;

/// <summary>Custom domains of eu's environment, with the records that prove them.</summary>
internal static class Domains
{
    /// <summary>One that is live before the first fault.</summary>
    public const string Live = "login.customers.example";

    /// <summary>Claims one and sets its CNAME record: the path where it is read.</summary>
    public static async Task<string> ClaimAsync(TwoRegions regions, Callers eu, string host)
    {
        var reply = await eu.CreateAsync(regions.Eu, "domains", new { host });
        if (reply.Status != 201)
        {
            throw new InvalidOperationException($"{host} could not be claimed: {reply.Status} {reply.Body}");
        }

        using var domain = JsonDocument.Parse(reply.Body);
        return $"/api/v1/environments/{eu.Environment}/domains/{domain.RootElement.GetProperty("id").GetString()}";
    }

    /// <summary>Sets the record that proves it, and leads its host here.</summary>
    public static async Task ProveAsync(TwoRegions regions, Callers eu, string path)
    {
        var reply = await eu.GetAsync(regions.Eu, path, eu.Operator);
        using var domain = JsonDocument.Parse(reply.Body);
        var record = domain.RootElement.GetProperty("records").EnumerateArray()
            .Single(one => one.GetProperty("type").GetString() == "CNAME");
        await regions.Dns.SetAliasAsync(record.GetProperty("name").GetString()!, record.GetProperty("value").GetString()!);
    }
}
