using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Core.Secrets;

/// <summary>
/// The key that wraps everything secret that is stored. It lives in a file or the environment, never in the database.
/// </summary>
/// <remarks>
/// Each purpose has a key of its own (HKDF-SHA256, RFC 5869); sealing is AES-256-GCM with a random 96-bit nonce and the purpose
/// as associated data, so that a value sealed for one purpose cannot be opened for another.
/// </remarks>
public sealed class MasterKey
{
    /// <summary>Length of the key in bytes.</summary>
    public const int Length = 32;

    private const byte FormatVersion = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly byte[] key;

    /// <summary>Takes 32 bytes of key material.</summary>
    public MasterKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Length)
        {
            throw new ArgumentException($"The master key has {key.Length} bytes; {Length} were expected.", nameof(key));
        }

        this.key = key.ToArray();
    }

    /// <summary>A key derived for one purpose, for example to authenticate refresh tokens.</summary>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Length, info: Encoding.UTF8.GetBytes("everlatch:" + purpose));

    /// <summary>Seals a value for one purpose: version, nonce, ciphertext, tag.</summary>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> plaintext)
    {
        var sealedValue = new byte[1 + NonceLength + plaintext.Length + TagLength];
        sealedValue[0] = FormatVersion;
        var nonce = sealedValue.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Derive(purpose), TagLength);
        aes.Encrypt(
            nonce,
            plaintext,
            sealedValue.AsSpan(1 + NonceLength, plaintext.Length),
            sealedValue.AsSpan(1 + NonceLength + plaintext.Length),
            Encoding.UTF8.GetBytes(purpose));
        return sealedValue;
    }

    /// <summary>Opens a sealed value.</summary>
    /// <exception cref="CryptographicException">It was altered, sealed for another purpose, or by another master key.</exception>
    public byte[] Open(string purpose, ReadOnlySpan<byte> sealedValue)
    {
        var length = sealedValue.Length - 1 - NonceLength - TagLength;
        if (length < 0 || sealedValue[0] != FormatVersion)
        {
            throw new CryptographicException("The sealed value has an unknown format.");
        }

        var plaintext = new byte[length];
        using var aes = new AesGcm(Derive(purpose), TagLength);
        aes.Decrypt(
            sealedValue.Slice(1, NonceLength),
            sealedValue.Slice(1 + NonceLength, length),
            sealedValue[(1 + NonceLength + length)..],
            plaintext,
            Encoding.UTF8.GetBytes(purpose));
        return plaintext;
    }

    /// <summary>Never the key: it must not reach a log by accident.</summary>
    public override string ToString() => "[master key]";
}
