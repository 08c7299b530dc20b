using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Everlatch.Bench.Servers;

/// <summary>The product itself, started as <c>everlatch up</c> starts it.</summary>
internal static class Product
{
    /// <summary>This build's command.</summary>
    public static string Cli => Checkout.Built("src/Everlatch.Cli", "everlatch.dll");

    /// <summary>Starts it on a data folder; a PostgreSQL gets its schema before.</summary>
    public static async Task<ChildServer> StartAsync(string data, int port, string? postgres = null)
    {
        if (postgres is not null)
        {
            await ApplyAsync(Cli, postgres);
        }

        return await StartAsync(Cli, data, port, postgres);
    }

    /// <summary>Starts a build of it as it is.</summary>
    public static Task<ChildServer> StartAsync(string program, string data, int port, string? postgres)
    {
        string[] up = [program, "up", "--data", data, "--port", port.ToString(CultureInfo.InvariantCulture)];
        return ChildServer.StartAsync("dotnet", postgres is null ? up : [.. up, "--postgres", postgres]);
    }

    /// <summary>Has a build give a database its schema.</summary>
    public static Task ApplyAsync(string program, string postgres) =>
        SchemaCommand.RunAsync(program, "apply", "--database", postgres);

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
