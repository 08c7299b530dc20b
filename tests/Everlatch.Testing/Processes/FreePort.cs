using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Everlatch.Testing.Processes;

/// <summary>Ports of loopback for the processes that tests start.</summary>
/// <remarks>
/// A port that the system hands out is free only until it hands it out again, to a client's connection or to the test beside this
/// one. So these lie below that range, and each is kept by a locked file until the test process ends.
/// </remarks>
public static class FreePort
{
    private const int First = 19_000;
    private const int Last = 32_000;
    private static readonly List<FileStream> Taken = [];
    private static readonly string Locks = System.IO.Directory.CreateDirectory(
        Path.Combine(Path.GetTempPath(), "everlatch-test-ports")).FullName;

    /// <summary>A port that nobody listens on and no other test gets.</summary>
    public static int Take() => Take(1);

    /// <summary>The first of as many neighbours.</summary>
    public static int Take(int count)
    {
        while (true)
        {
            var first = RandomNumberGenerator.GetInt32(First, Last - count);
            if (Enumerable.Range(first, count).All(port => TryLock(port) && IsFree(port)))
            {
                return first;
            }
        }
    }

    private static bool TryLock(int port)
    {
        try
        {
            var file = new FileStream(Path.Combine(Locks, $"{port}"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            lock (Taken)
            {
                Taken.Add(file);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
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
