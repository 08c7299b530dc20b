using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;

namespace Everlatch.Testing.Processes;

/// <summary>The browser that tests drive.</summary>
public static class Chromium
{
    /// <summary>Chromium without the windows, menus and extensions around its pages, which take most of its time.</summary>
    public const string Path = "/usr/bin/chromium-headless-shell";

    /// <summary>What it is started with.</summary>
    public static IReadOnlyList<string> Flags { get; } =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>
    /// Makes a folder the home of somebody whose browser trusts another authority, as an administrator of a machine does, and
    /// returns the environment to start it with.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, string>> TrustAsync(string home, X509Certificate2 authority)
    {
        var store = System.IO.Path.Combine(home, ".pki", "nssdb");
        var file = System.IO.Path.Combine(home, "authority.pem");
        System.IO.Directory.CreateDirectory(store);
        await File.WriteAllTextAsync(file, authority.ExportCertificatePem());
        await RunAsync("-N", "-d", $"sql:{store}", "--empty-password");
        await RunAsync("-A", "-d", $"sql:{store}", "-n", "authority", "-t", "C,,", "-i", file);
        return new Dictionary<string, string>
        {
            ["HOME"] = home, ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "",
        };
    }

    private static async Task RunAsync(params IEnumerable<string> arguments)
    {
        using var certutil = Process.Start(new ProcessStartInfo("certutil", arguments) { RedirectStandardError = true })!;
        var said = await certutil.StandardError.ReadToEndAsync();
        await certutil.WaitForExitAsync();
        if (certutil.ExitCode != 0)
        {
            throw new InvalidOperationException($"certutil: {said}");
        }
    }
}
