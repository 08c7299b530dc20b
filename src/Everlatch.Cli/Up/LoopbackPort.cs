using System.Net;
using System.Net.Sockets;

namespace Everlatch.Cli.Up;

/// <summary>Finds ports of this machine that are free.</summary>
internal static class LoopbackPort
{
    /// <summary>The wanted port where it is free, or another one.</summary>
    public static Uri OriginNear(int wanted) => new($"http://localhost:{(IsFree(wanted) ? wanted : AnyFree())}");

    /// <summary>A port that nobody listens on now.</summary>
    public static int AnyFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsFree(int port)
    {
        if (port > IPEndPoint.MaxPort)
        {
            return false;
        }

        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
