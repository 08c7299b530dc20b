using System.Security.Cryptography;
using Everlatch.Release.Builds.Reading;

namespace Everlatch.Release.Builds;

/// <summary>
/// The public keys whose signatures on releases are believed: more than one while one key takes over from another.
/// </summary>
public sealed class ReleaseKeys
{
    private const int MaxBytes = 64 * 1024;
    private readonly Dictionary<string, byte[]> keys;

    private ReleaseKeys(Dictionary<string, byte[]> keys) => this.keys = keys;

    /// <summary>The ids of the keys.</summary>
    public IReadOnlyCollection<string> Ids => keys.Keys;

    /// <summary>Reads a file of one or more PEM blocks <c>PUBLIC KEY</c>, each an ECDSA key on P-256.</summary>
    /// <exception cref="ReleaseException">It is missing, holds none, or holds anything else.</exception>
    public static ReleaseKeys Read(string file)
    {
        try
        {
            return Parse(BoundedFile.ReadText(file, MaxBytes), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException("EL2007", $"The public key {file} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The same from text.</summary>
    /// <param name="pem">The blocks.</param>
    /// <param name="source">Where they came from, for messages.</param>
    /// <exception cref="ReleaseException">There is none, or there is anything else.</exception>
    public static ReleaseKeys Parse(string pem, string source)
    {
        var keys = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var block))
        {
            if (rest[block.Label] is not "PUBLIC KEY")
            {
                throw new ReleaseException(
                    "EL2007",
                    $"{source} holds '{rest[block.Label]}' where a 'PUBLIC KEY' belongs. A private key stays where releases are "
                        + "built.");
            }

            using var key = P256.Import(Convert.FromBase64String(rest[block.Base64Data].ToString()), source);
            keys[P256.IdOf(key)] = key.ExportSubjectPublicKeyInfo();
            rest = rest[block.Location.End..];
        }

        return keys.Count > 0
            ? new ReleaseKeys(keys)
            : throw new ReleaseException("EL2007", $"{source} holds no public key in PEM.");
    }

    /// <summary>The key with that id, to be disposed of; null when it is not trusted.</summary>
    internal ECDsa? Find(string id) => keys.TryGetValue(id, out var key) ? P256.Import(key, id) : null;
}
