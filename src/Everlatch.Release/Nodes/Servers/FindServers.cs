using System.Text;

namespace Everlatch.Release.Nodes.Servers;

/// <summary>
/// Finds the servers that a node before this one started, by what they were told as they began: whatever was killed when, no file
/// has to say which process it was.
/// </summary>
internal static class FindServers
{
    private const string Variable = "EVERLATCH__SERVER__LISTEN__0=http://unix:";

    /// <summary>The processes of servers whose sockets are in a folder, by their socket.</summary>
    public static IReadOnlyDictionary<string, ProcessIdentity> In(string folder)
    {
        var found = new Dictionary<string, ProcessIdentity>(StringComparer.Ordinal);
        var wanted = Path.TrimEndingDirectorySeparator(folder);
        foreach (var process in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process), out var id)
                && SocketOf(process) is { } socket
                && Path.GetDirectoryName(socket) == wanted
                && ProcessIdentity.Of(id) is { } identity)
            {
                found[socket] = identity;
            }
        }

        return found;
    }

    private static string? SocketOf(string process)
    {
        try
        {
            // Of another user's processes it may not be read: those are none of ours.
            return Encoding.UTF8.GetString(File.ReadAllBytes($"{process}/environ")).Split('\0')
                .FirstOrDefault(variable => variable.StartsWith(Variable, StringComparison.Ordinal))?[Variable.Length..];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
