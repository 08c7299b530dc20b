using Everlatch.Cli.Tests.Processes;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Launcher;

/// <summary>The script in the root of the checkout, copied to a folder whose name holds a space.</summary>
public sealed class LauncherTests : IDisposable
{
    private static readonly string[] Tools =
    [
        "sh", "dirname", "readlink", "find", "head", "cat", "grep", "cut", "tr", "mkdir", "rm", "date", "sed", "sleep",
    ];
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch launcher ");

    [Fact]
    public async Task A_missing_SDK_is_named_with_where_to_get_it()
    {
        await using var launcher = Start();
        Assert.Equal(1, await launcher.ExitAsync());
        Assert.Contains(".NET 10 SDK is missing", launcher.Error, StringComparison.Ordinal);
        Assert.Contains("https://dotnet.microsoft.com/", launcher.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_SDK_is_told_apart_from_none()
    {
        var dotnet = Path.Combine(Bin(), "dotnet");
        await File.WriteAllTextAsync(dotnet, "#!/bin/sh\necho '8.0.100 [/sdk]'\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var launcher = Start();
        Assert.Equal(1, await launcher.ExitAsync());
        Assert.Contains("'dotnet' here has: 8.0.100", launcher.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Running Start()
    {
        var script = Path.Combine(folder.FullName, "everlatch");
        File.Copy(Checkout.PathOf("everlatch"), script);
        return Running.Program("/bin/sh", Bin(), script, "up");
    }

    // Only what the script itself needs, so that no dotnet of this machine is found.
    private string Bin()
    {
        var bin = Path.Combine(folder.FullName, "bin");
        if (!System.IO.Directory.Exists(bin))
        {
            System.IO.Directory.CreateDirectory(bin);
            foreach (var tool in Tools)
            {
                File.CreateSymbolicLink(
                    Path.Combine(bin, tool), File.Exists($"/bin/{tool}") ? $"/bin/{tool}" : $"/usr/bin/{tool}");
            }
        }

        return bin;
    }
}
