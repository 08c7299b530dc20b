using System.Collections.Concurrent;

namespace Everlatch.Release.Builds.Reading;

/// <summary>Compares what lies in a folder with what a manifest says.</summary>
internal static class CompareFiles
{
    // A folder that is another one altogether is told by its first faults.
    private const int MaxFaults = 50;

    /// <summary>What differs, by path; nothing when the folder is as it was signed.</summary>
    public static async Task<IReadOnlyList<ReleaseFault>> RunAsync(string folder, ReleaseManifest manifest, CancellationToken ct)
    {
        var missing = manifest.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var (faults, toHash) = (new List<ReleaseFault>(), new List<ReleaseFile>());
        try
        {
            foreach (var (path, entry) in FolderEntries.Of(folder).TakeWhile(_ => faults.Count < MaxFaults))
            {
                missing.Remove(path, out var file);
                if (Judge(path, entry, file) is { } fault)
                {
                    faults.Add(fault);
                }
                else if (file is not null)
                {
                    toHash.Add(file);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new ReleaseFault("EL2023", $"The folder cannot be read: {e.Message}")];
        }

        // Of a folder that was not looked through nobody can say what it lacks.
        faults.AddRange(faults.Count >= MaxFaults ? [] : missing.Values.Take(MaxFaults).Select(Missing));
        faults.AddRange(await HashAsync(folder, toHash, ct));
        return [.. faults.OrderBy(fault => fault.File, StringComparer.Ordinal).Take(MaxFaults)];
    }

    private static ReleaseFault Missing(ReleaseFile file) => new("EL2018", "A file of the release is missing.")
    {
        File = file.Path, Expected = $"{file.Size} bytes",
    };

    private static ReleaseFault? Judge(string path, FileSystemInfo entry, ReleaseFile? file)
    {
        if (entry.LinkTarget is { } target)
        {
            return new ReleaseFault("EL2021", "A link lies in the folder; a release has none.")
            {
                File = path, Found = $"a link to {target}",
            };
        }

        if (file is null || entry is not FileInfo found)
        {
            return path is ReleaseManifest.FileName or ReleaseManifest.SignatureFileName ? null
                : new ReleaseFault("EL2019", "This is no file of the release.") { File = path, Found = Kind(entry) };
        }

        return found.Length != file.Size
            ? new ReleaseFault("EL2020", "The file has another size than was signed.")
            {
                File = path, Expected = $"{file.Size} bytes", Found = $"{found.Length} bytes",
            }
            : Rights(file, found);
    }

    private static string Kind(FileSystemInfo entry) => entry is FileInfo file ? $"{file.Length} bytes" : "a folder";

    private static ReleaseFault? Rights(ReleaseFile file, FileInfo found) =>
        OperatingSystem.IsWindows() || found.UnixFileMode.HasFlag(UnixFileMode.UserExecute) == file.Executable
            ? null
            : new ReleaseFault("EL2022", "The file's right to be executed is not as it was signed.")
            {
                File = file.Path, Expected = Word(file.Executable), Found = Word(!file.Executable),
            };

    private static string Word(bool executable) => executable ? "executable" : "not executable";

    private static async Task<IReadOnlyCollection<ReleaseFault>> HashAsync(
        string folder, List<ReleaseFile> files, CancellationToken ct)
    {
        var faults = new ConcurrentBag<ReleaseFault>();

        // The largest first, so that no processor is left with one at the end.
        await Parallel.ForEachAsync(files.OrderByDescending(file => file.Size), ct, (file, _) =>
        {
            if (Hash(folder, file) is { } fault)
            {
                faults.Add(fault);
            }

            return ValueTask.CompletedTask;
        });
        return faults;
    }

    private static ReleaseFault? Hash(string folder, ReleaseFile file)
    {
        try
        {
            var found = HashFile.Of(ReleasePath.In(folder, file.Path));
            return found == file.Sha256 ? null
                : new ReleaseFault("EL2020", "The file has other contents than were signed.")
                {
                    File = file.Path, Expected = $"SHA-256 {file.Sha256}", Found = $"SHA-256 {found}",
                };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ReleaseFault("EL2023", $"A file of the release cannot be read: {e.Message}") { File = file.Path };
        }
    }
}
