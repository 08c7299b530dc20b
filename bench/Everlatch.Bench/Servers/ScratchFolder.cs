namespace Everlatch.Bench.Servers;

/// <summary>A folder that goes when the question is answered.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("everlatch-bench-").FullName;

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}
