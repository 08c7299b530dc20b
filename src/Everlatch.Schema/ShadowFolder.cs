namespace Everlatch.Schema;

/// <summary>
/// A temporary folder of this process that only its owner may read. It is gone when this is disposed of; one that a killed
/// process left behind is removed by the next.
/// </summary>
/// <remarks>
/// A file in it is locked for as long as its process lives: the kernel lets go of it when the process dies, and knows no
/// other process by the same number. It has its name only once it is locked, so that nobody finds it free who looks too early.
/// </remarks>
public sealed class ShadowFolder : IDisposable
{
    /// <summary>What the names of all of them begin with.</summary>
    public const string Prefix = "everlatch-shadow-";

    private const string OwnerFile = "owner";
    private const string BeforeOwner = "owner.new";

    // For one whose process died before it could lock its file.
    private static readonly TimeSpan NeverOwned = TimeSpan.FromHours(1);

    private readonly FileStream owner;

    private ShadowFolder(string folder)
    {
        Path = folder;
        owner = new FileStream(In(folder, BeforeOwner), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        File.Move(owner.Name, In(folder, OwnerFile));
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Makes one.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static ShadowFolder Create() => new(System.IO.Directory.CreateTempSubdirectory(Prefix).FullName);

    /// <summary>One that another process made on behalf of this one, under a name with the <see cref="Prefix" />.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    public static ShadowFolder Adopt(string folder) => new(folder);

    /// <summary>Removes what killed processes left behind, as far as this one may.</summary>
    public static void RemoveLeftovers()
    {
        foreach (var folder in System.IO.Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                if (IsLeft(folder))
                {
                    System.IO.Directory.Delete(folder, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its process lives, it is another user's, or it is gone already.
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        owner.Dispose();
        try
        {
            System.IO.Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Whoever made it took it away.
        }
    }

    private static bool IsLeft(string folder)
    {
        if (!File.Exists(In(folder, OwnerFile)))
        {
            return TimeProvider.System.GetUtcNow() - System.IO.Directory.GetLastWriteTimeUtc(folder) > NeverOwned;
        }

        using var free = new FileStream(In(folder, OwnerFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        return true;
    }

    private static string In(string folder, string file) => System.IO.Path.Combine(folder, file);
}
