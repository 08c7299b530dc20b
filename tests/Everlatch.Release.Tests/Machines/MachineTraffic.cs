using System.Text.Json.Nodes;

namespace Everlatch.Release.Tests.Machines;

/// <summary>What the traffic of a machine is like.</summary>
internal static class MachineTraffic
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The share of a slot that the machine's edge is told, in per cent.</summary>
    public static int ShareOf(this ReleaseMachine machine, string slot) =>
        (int?)JsonNode.Parse(File.ReadAllText(machine.SlotsFile))!["slots"]!.AsArray()
            .FirstOrDefault(each => (string)each!["name"]! == slot)?["share"] ?? 0;

    /// <summary>Fails unless a machine gets a token through the edge.</summary>
    public static async Task ServesAsync(this ReleaseMachine machine, IReadOnlyDictionary<string, string> form)
    {
        using var client = machine.Edge.Client();
        using var content = new FormUrlEncodedContent(form);
        using var answer = await client.PostAsync(new Uri("/oauth2/token", UriKind.Relative), content, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
