using System.ComponentModel;
using System.Diagnostics;

namespace Everlatch.Release.Canary.Figures;

/// <summary>What processes of this machine use.</summary>
internal static class ReadProcesses
{
    /// <summary>All of them together; null when one of them is gone.</summary>
    public static ResourceSample? Read(IEnumerable<int> processes, DateTimeOffset at)
    {
        var all = new ResourceSample(at, 0, 0, 0, 0);
        foreach (var id in processes)
        {
            if (Read(id) is not { } one)
            {
                return null;
            }

            all = new ResourceSample(
                at,
                all.ResidentBytes + one.Bytes,
                all.ProcessorSeconds + one.Seconds,
                all.Threads + one.Threads,
                all.Handles + one.Handles);
        }

        return all;
    }

    private static (double Bytes, double Seconds, double Threads, double Handles)? Read(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return (process.WorkingSet64, process.TotalProcessorTime.TotalSeconds, process.Threads.Count, process.HandleCount);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
