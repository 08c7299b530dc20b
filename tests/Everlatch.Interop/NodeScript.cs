using System.Diagnostics;
using Everlatch.Testing;

namespace Everlatch.Interop;

/// <summary>Runs a script of clients/ against a started product.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What the script wrote, its standard output and its errors; it is ended when it takes too long.</summary>
    /// <param name="script">Its name in clients/.</param>
    /// <param name="up">The text of <c>up.json</c>.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="via">Two ports with a colon between: what is meant for the first goes to the second.</param>
    public static async Task<(string Output, string Errors)> RunAsync(
        string script, string up, CancellationToken ct, string? via = null)
    {
        string[] preload = via is null ? [] : ["--import", "./clients/via.mjs"];
        var start = new ProcessStartInfo("node", [.. preload, $"clients/{script}.mjs"])
        {
            WorkingDirectory = Checkout.PathOf("tests/Everlatch.Interop"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["EVERLATCH_UP"] = up;
        start.Environment["EVERLATCH_VIA"] = via;
        using var node = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            var errors = node.StandardError.ReadToEndAsync(limit.Token);
            var output = await node.StandardOutput.ReadToEndAsync(limit.Token);
            await node.WaitForExitAsync(limit.Token);
            return (output, await errors);
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
    }
}
