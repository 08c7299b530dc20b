using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Core;
using Everlatch.Core.Secrets;
using Everlatch.Hosting;

namespace Everlatch.Edge.Certificates;

/// <summary>
/// What certificates are sealed with between servers and edges, and on an edge's disk: neither the wire, nor another region's
/// edge on the way, nor the disk shows a private key.
/// </summary>
/// <remarks>Each host is a purpose of its own: what was sealed for one cannot pass for another's.</remarks>
public sealed class EdgeKey(MasterKey key)
{
    private const byte FormatVersion = 1;
    private const int Head = 1 + sizeof(long) + sizeof(int);

    /// <summary>The file that holds it: servers and edges of all regions have the same.</summary>
    public static KeyFile File { get; } = new("edge key", "EL1912", "EL1912", "EL1912");

    /// <summary>Seals a host's certificate.</summary>
    internal byte[] Seal(HostName host, HostCertificate certificate)
    {
        var chain = Encoding.UTF8.GetBytes(certificate.ChainPem);
        var plain = new byte[Head + chain.Length + certificate.Pkcs8.Length];
        plain[0] = FormatVersion;
        BinaryPrimitives.WriteInt64LittleEndian(plain.AsSpan(1), certificate.Tag);
        BinaryPrimitives.WriteInt32LittleEndian(plain.AsSpan(1 + sizeof(long)), chain.Length);
        chain.CopyTo(plain, Head);
        certificate.Pkcs8.CopyTo(plain, Head + chain.Length);
        var made = key.Seal(PurposeOf(host), plain);
        CryptographicOperations.ZeroMemory(plain);
        return made;
    }

    /// <summary>Opens what was sealed for a host.</summary>
    /// <exception cref="CryptographicException">It was altered, or sealed for another host or with another key.</exception>
    internal HostCertificate Open(HostName host, ReadOnlySpan<byte> sealedCertificate)
    {
        var plain = key.Open(PurposeOf(host), sealedCertificate);
        if (plain.Length < Head || plain[0] != FormatVersion)
        {
            throw new CryptographicException("The sealed certificate has an unknown format.");
        }

        var tag = BinaryPrimitives.ReadInt64LittleEndian(plain.AsSpan(1));
        var length = BinaryPrimitives.ReadInt32LittleEndian(plain.AsSpan(1 + sizeof(long)));
        var certificate = length >= 0 && length <= plain.Length - Head
            ? new HostCertificate(tag, Encoding.UTF8.GetString(plain, Head, length), plain[(Head + length)..])
            : throw new CryptographicException("The sealed certificate has an unknown format.");
        CryptographicOperations.ZeroMemory(plain);
        return certificate;
    }

    private static string PurposeOf(HostName host) => $"edge certificate {host}";
}
