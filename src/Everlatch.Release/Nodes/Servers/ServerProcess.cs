using System.Diagnostics;

namespace Everlatch.Release.Nodes.Servers;

/// <summary>One server of a slot, which lives on when the node ends and is found again by the next one.</summary>
internal sealed class ServerProcess(
    ServerPlace place, PlacedRelease release, ProcessIdentity? found, TimeProvider clock)
{
    private const string Setsid = "/usr/bin/setsid";
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private ProcessIdentity? process = found;
    private long startedAt = clock.GetTimestamp();
    private int failures;

    /// <summary>Where it is.</summary>
    public ServerPlace Place => place;

    /// <summary>What it runs.</summary>
    public PlacedRelease Release => release;

    /// <summary>How often it ended by itself since this node watches it.</summary>
    public int Exits { get; private set; }

    /// <summary>Its process; null while there is none.</summary>
    public ProcessIdentity? Process => process is { IsAlive: true } alive ? alive : null;

    /// <summary>Starts it where it does not run, ever more rarely while it ends at once.</summary>
    /// <exception cref="NodeFaultException">Its program cannot be started.</exception>
    public void Keep()
    {
        if (Process is not null)
        {
            failures = clock.GetElapsedTime(startedAt) > Steady ? 0 : failures;
            return;
        }

        if (process is not null)
        {
            (process, Exits) = (null, Exits + 1);
            failures++;
        }

        var pause = FirstPause * (1 << Math.Min(failures, 5)) - FirstPause;
        if (clock.GetElapsedTime(startedAt) >= (pause < LongestPause ? pause : LongestPause))
        {
            Start();
        }
    }

    /// <summary>Stops it: it drains, and is ended when that takes too long.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        if (Process is { } running)
        {
            Signals.AskToEnd(running);
            var asked = clock.GetTimestamp();
            while (running.IsAlive && clock.GetElapsedTime(asked) < patience)
            {
                await Task.Delay(Look, clock);
            }

            Signals.End(running);
        }
    }

    private void Start()
    {
        var program = Path.Combine(release.Folder, "everlatch");
        var start = new ProcessStartInfo(File.Exists(Setsid) ? Setsid : program) { UseShellExecute = false };
        if (start.FileName == Setsid)
        {
            // A session of its own: what ends the node's terminal or group does not end its servers.
            start.ArgumentList.Add(program);
        }

        start.ArgumentList.Add("serve");
        ServerEnvironment.Set(start.Environment, place);
        startedAt = clock.GetTimestamp();
        try
        {
            using var started = System.Diagnostics.Process.Start(start)!;
            process = ProcessIdentity.Of(started.Id);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new NodeFaultException("EL2050", $"{program} cannot be started: {e.Message}", e);
        }
    }
}
