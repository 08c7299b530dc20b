using Everlatch.Core.Secrets;
using Everlatch.Directory.Copies;
using Everlatch.Directory.Feed;
using Everlatch.Directory.Tests.Feed;
using Everlatch.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Directory.Tests.Copies;

/// <summary>A folder in which servers keep their copy, one after the other.</summary>
internal sealed class CopyFolder : IDisposable
{
    private static readonly byte[] ThisBuild = CopyFingerprint.OfThisBuild("one schema");
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-copy-").FullName;

    /// <summary>Whether the schema is known to fit.</summary>
    public bool IsFit { get; set; } = true;

    /// <summary>The file of the copy.</summary>
    public string Path => System.IO.Directory.GetFiles(folder, "*.copy").Single();

    /// <summary>Runs a server's directory, as long as the act takes.</summary>
    public async Task<T> ServeAsync<T>(
        IDatabase database, TimeProvider clock, Func<LiveDirectory, Task<T>> act, MasterKey? master = null, byte[]? build = null)
    {
        using var copy = Open(master, build);
        using var directory = TestDirectory.Of(database, clock, copy, master);
        return await act(directory);
    }

    /// <summary>What a server finds that begins now; null when it finds nothing.</summary>
    public async Task<DirectorySnapshot?> ReadAsync(MasterKey? master = null, byte[]? build = null)
    {
        using var copy = Open(master, build);
        return await copy.ReadAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private DirectoryCopy Open(MasterKey? master, byte[]? build)
    {
        var fingerprint = build ?? ThisBuild;
        return new DirectoryCopy(
            new CopyFile(folder, fingerprint),
            fingerprint,
            new CopyTerms("one schema", () => IsFit),
            master ?? TestDirectory.Zeros,
            TestDirectory.Read(master),
            NullLogger<DirectoryCopy>.Instance);
    }
}
