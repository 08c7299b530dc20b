namespace Everlatch.Release.Builds;

/// <summary>One file of a release.</summary>
/// <param name="Path">Where it is in the folder, with forward slashes.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes in hex.</param>
/// <param name="Executable">Whether its owner may execute it.</param>
public sealed record ReleaseFile(string Path, long Size, string Sha256, bool Executable);
