using System.Globalization;

namespace Everlatch.Release.Nodes.Servers;

/// <summary>A process, told from a later one that got its number.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Started">When it started, in the kernel's ticks since the machine did (proc_pid_stat(5), field 22).</param>
internal sealed record ProcessIdentity(int Id, long Started)
{
    private const int StateField = 0;
    private const int StartField = 19;
    private const string Zombie = "Z";

    /// <summary>Whether it still runs.</summary>
    public bool IsAlive => Of(Id) == this;

    /// <summary>The process of a number; null when there is none, or it has ended and nobody asked how.</summary>
    public static ProcessIdentity? Of(int id)
    {
        try
        {
            // Its name stands in parentheses, and may hold anything.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[StateField] == Zombie
                ? null
                : new ProcessIdentity(id, long.Parse(fields[StartField], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
