using System.Globalization;

namespace Everlatch.Bench.Report;

/// <summary>Names the machine: absolutes mean nothing without it.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var model = File
            .ReadLines("/proc/cpuinfo")
            .First(line => line.StartsWith("model name", StringComparison.Ordinal))
            .Split(':')[1]
            .Trim();
        var memory = File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        var gib = long.Parse(memory, CultureInfo.InvariantCulture) / 1024 / 1024;
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        return $"{model}, {Environment.ProcessorCount} cores, {gib} GiB, .NET {Environment.Version}; "
            + $"load average at start {load}; load generator, servers and PostgreSQL on the same machine.";
    }
}
