using System.Security.Cryptography;

namespace Everlatch.Hosting;

/// <summary>
/// Which release this process runs from: what it says of itself, for controllers that compare it with what they started. Nothing
/// is checked here; that is done before a release is started.
/// </summary>
public static class ThisRelease
{
    /// <summary>The file in a release folder that lists the others.</summary>
    public const string ManifestFile = "release.json";

    /// <summary>The longest that is read: more than any release has.</summary>
    public const int MaxManifestBytes = 8 * 1024 * 1024;

    /// <summary>The release's digest; null when this process was not started from a release folder.</summary>
    public static string? Digest { get; } = Read(AppContext.BaseDirectory);

    /// <summary>The digest of the release in a folder: SHA-256 of its manifest in hex; null where there is none.</summary>
    public static string? Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, ManifestFile));
        try
        {
            return file is { Exists: true, Length: > 0 and <= MaxManifestBytes }
                ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.FullName)))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
