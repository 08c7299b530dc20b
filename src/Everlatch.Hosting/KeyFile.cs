using System.Security.Cryptography;
using Everlatch.Core.Secrets;

namespace Everlatch.Hosting;

/// <summary>A file that holds a key: 32 bytes in Base64, readable by its owner alone.</summary>
/// <param name="name">What the key is called in messages.</param>
/// <param name="missing">The error id when there is no such file.</param>
/// <param name="open">The error id when others may read it.</param>
/// <param name="malformed">The error id when it is no such key.</param>
public sealed class KeyFile(string name, string missing, string open, string malformed)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = (UnixFileMode)0b111_111;

    /// <summary>Reads the key.</summary>
    /// <exception cref="StartRefusedException">It is missing, open to others, or not such a key.</exception>
    public MasterKey Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new StartRefusedException(missing, $"There is no {name} at {path}.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
        {
            throw new StartRefusedException(
                open, $"The {name} {path} is open to others. Expected rights 0600: chmod 600 {path}");
        }

        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(missing, $"The {name} {path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Makes a new key in a file that never existed with wider rights.</summary>
    public static MasterKey Create(string path)
    {
        var key = RandomNumberGenerator.GetBytes(MasterKey.Length);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new StreamWriter(path, options))
        {
            file.WriteLine(Convert.ToBase64String(key));
        }

        return new MasterKey(key);
    }

    /// <summary>Reads a key from text.</summary>
    /// <param name="text">32 bytes in Base64.</param>
    /// <param name="source">Where it came from, for the message.</param>
    /// <exception cref="StartRefusedException">It is not such a key.</exception>
    public MasterKey Parse(string text, string source)
    {
        var bytes = new byte[MasterKey.Length + 1];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == MasterKey.Length
            ? new MasterKey(bytes.AsSpan(0, length))
            : throw new StartRefusedException(
                malformed, $"The {name} from {source} is not {MasterKey.Length} bytes in Base64.");
    }
}
