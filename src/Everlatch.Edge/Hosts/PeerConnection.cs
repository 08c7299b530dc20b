namespace Everlatch.Edge.Hosts;

/// <summary>Marks a connection that came where only other regions' edges can connect.</summary>
internal sealed class PeerConnection
{
    /// <summary>The mark; it says nothing more.</summary>
    public static readonly PeerConnection Mark = new();

    private PeerConnection()
    {
    }
}
