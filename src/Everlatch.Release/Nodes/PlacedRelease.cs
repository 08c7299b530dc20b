namespace Everlatch.Release.Nodes;

/// <summary>A release on a machine.</summary>
/// <param name="Version">Its version, such as <c>1.4.0</c>.</param>
/// <param name="Digest">The digest of its manifest: the same build has the same one everywhere.</param>
/// <param name="Folder">Where it lies.</param>
public sealed record PlacedRelease(string Version, string Digest, string Folder);
