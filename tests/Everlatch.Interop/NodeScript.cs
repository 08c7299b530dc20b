using System.Diagnostics;
using Everlatch.Testing;

namespace Everlatch.Interop;

/// <summary>Runs a script of clients/ against a started product.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What the script wrote, its standard output and its errors; it is ended when it takes too long.</summary>
    public static async Task<(string Output, string Errors)> RunAsync(string script, string up, CancellationToken ct)
    {
        var start = new ProcessStartInfo("node", [$"clients/{script}.mjs"])
        {
            WorkingDirectory = Checkout.PathOf("tests/Everlatch.Interop"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["EVERLATCH_UP"] = up;
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
