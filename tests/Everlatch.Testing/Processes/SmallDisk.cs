using System.Globalization;
using Xunit;

namespace Everlatch.Testing.Processes;

/// <summary>A disk of a few megabytes that a test fills. It needs root, and is unmounted however the test ends.</summary>
public sealed class SmallDisk(int megabytes) : IAsyncLifetime
{
    private const int Page = 4096;
    private static int made;

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; } = $"/tmp/everlatch-small-disk-{Environment.ProcessId}-{Interlocked.Increment(ref made)}";

    private string Filling => Path.Combine(Folder, "filling");

    /// <inheritdoc />
    public async ValueTask InitializeAsync() =>
        await Script.RunAsync("eng/small-disk.sh", "start", Folder, Text(megabytes), Text(Environment.ProcessId));

    /// <summary>Leaves no page of it free.</summary>
    public void Fill()
    {
        var page = new byte[Page];
        Array.Fill(page, (byte)1);
        using var file = new FileStream(Filling, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(page);
            }
        }
        catch (IOException)
        {
            // That was the last one.
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Empty() => File.Delete(Filling);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await Script.RunAsync("eng/small-disk.sh", "stop", Folder);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
