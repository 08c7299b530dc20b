using System.Runtime.InteropServices;

namespace Everlatch.Release.Nodes.Servers;

/// <summary>Asks processes to end. The platform's own API knows no other way than to kill.</summary>
internal static class Signals
{
    private const int Terminate = 15;
    private const int KillNow = 9;
    private const int Stop = 19;

    /// <summary>Asks it to end in order.</summary>
    public static void AskToEnd(ProcessIdentity process) => Send(process, Terminate);

    /// <summary>Ends it.</summary>
    public static void End(ProcessIdentity process) => Send(process, KillNow);

    /// <summary>Asks a child of this process to end in order.</summary>
    public static void AskToEnd(int child) => _ = Kill(child, Terminate);

    /// <summary>Stops a child of this process where it is.</summary>
    public static void Freeze(int child) => _ = Kill(child, Stop);

    private static void Send(ProcessIdentity process, int signal)
    {
        if (process.IsAlive)
        {
            // One that ended meanwhile needs no signal.
            _ = Kill(process.Id, signal);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);
}
