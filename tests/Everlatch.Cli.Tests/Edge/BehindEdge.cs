using Everlatch.Cli.Tests.Processes;
using Everlatch.Storage;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Edge;

/// <summary>An <c>everlatch serve</c> that only an edge can reach.</summary>
internal sealed class BehindEdge : IAsyncDisposable
{
    private readonly Dictionary<string, string> settings;

    private BehindEdge(StorageOptions storage, string listen, IEnumerable<(string Key, string Value)> more)
    {
        settings = Serving.Settings(storage);
        settings["EVERLATCH__SERVER__LISTEN__0"] = listen;
        settings["EVERLATCH__SERVER__DRAINSECONDS"] = "2";
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        Process = Running.Everlatch(settings, "serve");
    }

    /// <summary>The process, with all that it logged.</summary>
    public Running Process { get; private set; }

    /// <summary>Starts one on a Unix socket, whose peers are edges.</summary>
    public static BehindEdge OnSocket(StorageOptions storage, string path, params IEnumerable<(string Key, string Value)> more) =>
        new(storage, $"http://unix:{path}", [("EVERLATCH__SERVER__EDGEONUNIXSOCKET", "true"), .. more]);

    /// <summary>Starts one by https.</summary>
    public static BehindEdge OnPort(StorageOptions storage, int port, params IEnumerable<(string Key, string Value)> more) =>
        new(storage, $"https://127.0.0.1:{port}", more);

    /// <summary>Ends it as a deploy does, and starts it again at the same address.</summary>
    public async Task ReplaceAsync()
    {
        await Process.SignalAsync("TERM");
        Assert.Equal(0, await Process.ExitAsync());
        await Process.DisposeAsync();
        Process = Running.Everlatch(settings, "serve");
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
