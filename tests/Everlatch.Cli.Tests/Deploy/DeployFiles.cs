using System.Diagnostics;
using System.Text.Json.Nodes;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Deploy;

/// <summary>Reads files of deploy/ with other people's tools.</summary>
internal static class DeployFiles
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The text of a file.</summary>
    public static string Text(string file) => File.ReadAllText(Checkout.PathOf($"deploy/{file}"));

    /// <summary>What kustomize makes of a folder.</summary>
    public static Task<string> RenderAsync(string folder) =>
        RunAsync("kubectl", ["kustomize", Checkout.PathOf($"deploy/kubernetes/{folder}")], "");

    /// <summary>What a text holds, and what whoever it is for refuses in it.</summary>
    /// <param name="kind"><c>kubernetes</c>, <c>compose</c>, <c>github</c> or <c>gitlab</c>.</param>
    /// <param name="text">The text.</param>
    public static async Task<(IReadOnlyList<JsonNode> Documents, IReadOnlyList<string> Errors)> ReadAsync(
        string kind, string text)
    {
        var script = Checkout.PathOf("tests/Everlatch.Cli.Tests/Deploy/read.mjs");
        var answer = JsonNode.Parse(await RunAsync("node", [script, kind], text))!;
        return ([.. answer["documents"]!.AsArray().Select(document => document!)],
            [.. answer["errors"]!.AsArray().Select(error => (string)error!)]);
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await error}");
        return await output;
    }
}
