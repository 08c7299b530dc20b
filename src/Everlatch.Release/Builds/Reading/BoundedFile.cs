namespace Everlatch.Release.Builds.Reading;

/// <summary>Reads small files whose length somebody else decided.</summary>
internal static class BoundedFile
{
    /// <summary>Its bytes.</summary>
    /// <exception cref="IOException">It cannot be read, or is longer than allowed.</exception>
    public static byte[] Read(string file, int most)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.Length > most)
        {
            throw new IOException($"It has {stream.Length} bytes; {most} are allowed.");
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Its text.</summary>
    /// <exception cref="IOException">It cannot be read, or is longer than allowed.</exception>
    public static string ReadText(string file, int most) => System.Text.Encoding.UTF8.GetString(Read(file, most));
}
