using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;

namespace Everlatch.Directory.Tokens;

/// <summary>
/// What proves an environment's refresh tokens: derived from the master key where it was made, and brought along by one that
/// moved here from a region with another master key.
/// </summary>
public static class RefreshKey
{
    /// <summary>What a key that was brought along is sealed for.</summary>
    public static string Purpose(EnvironmentId environment) => $"refresh-key:{environment}";

    /// <summary>The key of an environment that was made here.</summary>
    public static byte[] Derive(MasterKey master, EnvironmentId environment) => master.Derive($"refresh:{environment}");

    /// <summary>The key that was brought along; null when there is none.</summary>
    public static byte[]? Open(MasterKey master, EnvironmentId environment, byte[]? sealedKey) =>
        sealedKey is null ? null : master.Open(Purpose(environment), sealedKey);
}
