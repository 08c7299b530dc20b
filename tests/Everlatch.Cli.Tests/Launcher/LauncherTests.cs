using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Launcher;

/// <summary>The script in the root of the checkout, copied to a folder whose name holds a space.</summary>
public sealed class LauncherTests : IDisposable
{
    private static readonly string[] Tools =
    [
        "sh", "dirname", "readlink", "find", "head", "cat", "grep", "cut", "tr", "mkdir", "rm", "date", "sed", "sleep", "mv",
        "ln", "ls", "touch", "sort", "tail",
    ];

    // Builds nothing, and takes as long as the test wants.
    private const string Sdk =
        """
        #!/bin/sh
        here=$(dirname "$0")/..
        case $1 in
            --list-sdks) echo '10.0.100 [/sdk]' ;;
            --info) echo ' RID: any' ;;
            publish)
                echo once >>"$here/published"
                while [ -e "$here/hold" ]; do sleep 0.05; done
                while [ "$1" != -o ]; do shift; done
                mkdir -p "$2"
                : >"$2/everlatch.dll"
                ;;
            *) echo ran ;;
        esac
        """;

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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_first_uses_at_once_build_one_after_the_other(bool flock)
    {
        await WithSdkAsync(flock);
        Hold();
        await using var first = Start();
        await UntilBuildingAsync();
        await using var second = Start();
        await second.ErrorAsync("waiting for another build");
        Release();
        Assert.Equal(0, await first.ExitAsync());
        Assert.Equal(0, await second.ExitAsync());
        Assert.Contains("ran", second.Output, StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(Published, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_build_that_was_killed_does_not_keep_the_next_from_building(bool flock)
    {
        await WithSdkAsync(flock);
        Hold();
        await using var killed = Start();
        await UntilBuildingAsync();
        await killed.SignalAsync("KILL");
        Release();
        await using var next = Start();
        Assert.Equal(0, await next.ExitAsync());
        Assert.Contains("ran", next.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_of_an_earlier_script_that_was_killed_before_it_signed_it_blocks_nobody()
    {
        await WithSdkAsync(flock: true);
        System.IO.Directory.CreateDirectory(Path.Combine(folder.FullName, ".everlatch", "lock"));
        await using var launcher = Start();
        Assert.Equal(0, await launcher.ExitAsync());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Published => Path.Combine(folder.FullName, "published");

    private void Hold() => File.WriteAllText(Path.Combine(folder.FullName, "hold"), "");

    private void Release() => File.Delete(Path.Combine(folder.FullName, "hold"));

    private async Task UntilBuildingAsync()
    {
        while (!File.Exists(Published))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private async Task WithSdkAsync(bool flock)
    {
        var dotnet = Path.Combine(Bin(), "dotnet");
        await File.WriteAllTextAsync(dotnet, Sdk, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        if (flock)
        {
            Link("flock");
        }
    }

    private Running Start()
    {
        var script = Path.Combine(folder.FullName, "everlatch");
        File.Copy(Checkout.PathOf("everlatch"), script, overwrite: true);
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
                Link(tool);
            }
        }

        return bin;
    }

    private void Link(string tool) => File.CreateSymbolicLink(
        Path.Combine(folder.FullName, "bin", tool), File.Exists($"/bin/{tool}") ? $"/bin/{tool}" : $"/usr/bin/{tool}");
}
