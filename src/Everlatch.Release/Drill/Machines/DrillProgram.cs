using System.Diagnostics;

namespace Everlatch.Release.Drill.Machines;

/// <summary>How the running program is started once more.</summary>
/// <param name="File">The program, or the runtime that runs it.</param>
/// <param name="First">What comes before the verb.</param>
/// <param name="Folder">The folder of the build.</param>
public sealed record DrillProgram(string File, IReadOnlyList<string> First, string Folder)
{
    private const string OwnVariables = "EVERLATCH";

    /// <summary>
    /// A start with the variables that it is given and none of ours that this process was given: those are of a deployment that
    /// has nothing to do with a drill.
    /// </summary>
    internal ProcessStartInfo Start(IReadOnlyDictionary<string, string> variables, IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(File, [.. First, .. words]);
        var inherited = start.Environment.Keys.Where(
            name => name.StartsWith(OwnVariables, StringComparison.OrdinalIgnoreCase));
        foreach (var own in inherited.ToArray())
        {
            start.Environment.Remove(own);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
