using Everlatch.Core.Secrets;
using Everlatch.Hosting;

namespace Everlatch.Server.Keys;

/// <summary>The file that holds the master key.</summary>
public static class MasterKeyFile
{
    private static readonly KeyFile Form = new("master key", "EL1010", "EL1011", "EL1012");

    /// <summary>Reads the key.</summary>
    /// <exception cref="StartRefusedException">It is missing, open to others, or not such a key.</exception>
    public static MasterKey Read(string path) => Form.Read(path);

    /// <summary>Makes a new key in a file that never existed with wider rights.</summary>
    public static MasterKey Create(string path) => KeyFile.Create(path);

    /// <summary>Reads a key from text.</summary>
    /// <param name="text">32 bytes in Base64.</param>
    /// <param name="source">Where it came from, for the message.</param>
    /// <exception cref="StartRefusedException">It is not such a key.</exception>
    public static MasterKey Parse(string text, string source) => Form.Parse(text, source);
}
