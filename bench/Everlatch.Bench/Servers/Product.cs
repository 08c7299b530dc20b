using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Everlatch.Bench.Servers;

/// <summary>The product itself, started as <c>everlatch up</c> starts it.</summary>
internal static class Product
{
    private static string Cli => Checkout.Built("src/Everlatch.Cli", "everlatch.dll");

    /// <summary>Starts it on a data folder; a PostgreSQL gets its schema before.</summary>
    public static async Task<ChildServer> StartAsync(string data, int port, string? postgres = null)
    {
        string[] up = [Cli, "up", "--data", data, "--port", port.ToString(CultureInfo.InvariantCulture)];
        if (postgres is null)
        {
            return await ChildServer.StartAsync("dotnet", up);
        }

        using var apply = Process.Start("dotnet", [Cli, "schema", "apply", "--database", postgres]);
        await apply.WaitForExitAsync();
        return await ChildServer.StartAsync("dotnet", [.. up, "--postgres", postgres]);
    }

    /// <summary>
    /// Starts it on a data folder as people do: by the script, which runs code that was compiled ahead of time.
    /// </summary>
    public static Task<ChildServer> StartByScriptAsync(string data, int port) =>
        ChildServer.StartAsync(
            Path.Combine(Checkout.Root, "everlatch"),
            ["up", "--data", data, "--port", port.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>What it wrote about itself.</summary>
    public static JsonElement UpFile(string data) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "up.json"))).RootElement;

    /// <summary>How its demo application names itself and proves it.</summary>
    public static string WebClient(JsonElement up)
    {
        var web = up.GetProperty("demo").GetProperty("web");
        var (id, secret) = (web.GetProperty("client_id").GetString(), web.GetProperty("client_secret").GetString());
        return $"client_id={id}&client_secret={secret}";
    }

    /// <summary>The form that its demo machine sends.</summary>
    public static string MachineForm(JsonElement up)
    {
        var machine = up.GetProperty("demo").GetProperty("machine");
        return $"grant_type=client_credentials&client_id={machine.GetProperty("client_id").GetString()}"
            + $"&client_secret={machine.GetProperty("client_secret").GetString()}"
            + $"&resource={Uri.EscapeDataString(machine.GetProperty("audience").GetString()!)}";
    }
}
