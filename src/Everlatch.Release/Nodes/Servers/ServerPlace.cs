namespace Everlatch.Release.Nodes.Servers;

/// <summary>Where one server of a slot lives: its socket.</summary>
internal sealed record ServerPlace(string Slot, int Number, string Socket)
{
    // unix(7): 108 bytes with a NUL at the end.
    private const int LongestSocket = 107;

    /// <summary>How it is called, such as <c>blue-1</c>.</summary>
    public string Name => $"{Slot}-{Number}";

    /// <summary>As the slots file names it.</summary>
    public string Address => "unix:" + Socket;

    /// <summary>The places of a slot.</summary>
    /// <exception cref="NodeFaultException">The folder's path is too long for sockets.</exception>
    public static IEnumerable<ServerPlace> Of(string folder, string slot, int servers) =>
        Enumerable.Range(1, servers).Select(number => new ServerPlace(slot, number, SocketOf(folder, $"{slot}-{number}.sock")));

    private static string SocketOf(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return System.Text.Encoding.UTF8.GetByteCount(path) <= LongestSocket
            ? path
            : throw new NodeFaultException("EL2050", $"The socket {path} would have a longer path than {LongestSocket} bytes.");
    }
}
