using System.Text.Json;
using Everlatch.Hosting;

namespace Everlatch.Watch.Probes;

/// <summary>
/// Reads credentials from a file that its owner alone can read. What nobody knows in it may be misspelt, and is refused.
/// </summary>
public static class ReadCredentials
{
    private const UnixFileMode Others = (UnixFileMode)0b111_111;

    /// <summary>The credentials in a file.</summary>
    /// <exception cref="StartRefusedException">It is missing, open to others, or not such a file.</exception>
    public static ProbeCredentials From(string path)
    {
        if (!File.Exists(path))
        {
            throw new StartRefusedException("EL2085", $"There are no credentials for probes at {path}.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
        {
            throw new StartRefusedException(
                "EL2086", $"The credentials for probes in {path} are open to others. Expected rights 0600: chmod 600 {path}");
        }

        return Read(path);
    }

    private static ProbeCredentials Read(string path)
    {
        try
        {
            var read = JsonSerializer.Deserialize(File.ReadAllBytes(path), CredentialsJson.Default.CredentialsFile)!;
            return read.Issuer is { IsAbsoluteUri: true, Scheme: "http" or "https" } issuer && read.Demo is { } demo
                ? new ProbeCredentials { Issuer = issuer, Demo = demo }
                : throw new StartRefusedException(
                    "EL2087", $"{path} has no demo, or its issuer is no http or https address.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException("EL2085", $"The credentials for probes in {path} cannot be read: {e.Message}");
        }
        catch (JsonException e)
        {
            // The reader's own message may show a part of what it read.
            throw new StartRefusedException(
                "EL2087", $"{path} is not in the shape of up.json, at {e.Path} in line {e.LineNumber + 1}.");
        }
    }
}
