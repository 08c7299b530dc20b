using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Everlatch.Hosting;

/// <summary>Unix sockets that only those may open who are meant to, and that a killed server does not leave in the way.</summary>
/// <param name="mode">The rights of a socket's file, in octal digits.</param>
public sealed class UnixSockets(string mode) : IDisposable
{
    private const int Octal = 8;
    private readonly UnixFileMode rights = (UnixFileMode)Convert.ToInt32(mode, Octal);
    private readonly List<FileStream> owned = [];

    /// <summary>Has every Unix socket that this host listens at made so.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="mode">The rights of a socket's file, in octal digits.</param>
    public static void Add(IServiceCollection services, string mode)
    {
        // The container owns it, and lets go of the addresses when the host has ended.
        services.AddSingleton(_ => new UnixSockets(mode));
        services.AddOptions<SocketTransportOptions>()
            .Configure<UnixSockets>((transport, sockets) => transport.CreateBoundListenSocket = sockets.Bind);
    }

    /// <summary>Makes the listening socket of an address.</summary>
    /// <exception cref="SocketException">Another server listens there.</exception>
    public Socket Bind(System.Net.EndPoint address)
    {
        if (address is not UnixDomainSocketEndPoint || address.ToString() is not { } path)
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(address);
        }

        Own(path);

        // Nobody can connect before the caller listens, and so nobody before the rights are set.
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(address);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, rights);
        }

        return socket;
    }

    /// <inheritdoc />
    public void Dispose() => owned.ForEach(file => file.Dispose());

    // Whoever holds the lock owns the path: a socket that lies there was left by a server that is gone. Asking the socket itself
    // would let two servers that start together each take the other's for an old one.
    private void Own(string path)
    {
        try
        {
            owned.Add(new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException e) when (Path.Exists(path + ".lock"))
        {
            throw new SocketException((int)SocketError.AddressAlreadyInUse, $"Another server listens at {path}: {e.Message}");
        }

        File.Delete(path);
    }
}
