using System.Security.Cryptography;
using System.Text;
using Everlatch.Core.Ids;

namespace Everlatch.Core;

/// <summary>Names the signing keys that are published, so that servers and databases can be compared by a word.</summary>
public static class KeySetDigest
{
    private const int HashShown = 16;

    /// <summary>The digest of these keys, in whatever order they come: 32 hexadecimal digits.</summary>
    public static string Of(IEnumerable<(EnvironmentId Environment, KeyId Key)> keys)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in keys.Select(key => $"{key.Environment.Value} {key.Key.Value}\n").Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashShown));
    }
}
