using System.Buffers;
using System.Security.Cryptography;

namespace Everlatch.Release.Builds.Reading;

/// <summary>SHA-256 of a file.</summary>
internal static class HashFile
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>In hex.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Of(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var at = 0L;
            while (RandomAccess.Read(file, buffer, at) is > 0 and var read)
            {
                hash.AppendData(buffer, 0, read);
                at += read;
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
