using System.Text.RegularExpressions;
using Everlatch.Testing.Processes;

namespace Everlatch.Release.Tests.Runbooks;

/// <summary>Does what a page says, to the letter, and holds it to what it says comes out.</summary>
/// <param name="environment">What the first page wants to be there.</param>
/// <param name="folder">Where it is typed.</param>
/// <param name="happens">Does what a page takes as given.</param>
internal sealed partial class FollowRunbook(
    IReadOnlyDictionary<string, string> environment, string folder, Func<string, Task> happens)
{
    /// <summary>Follows a page, and returns how many blocks were typed.</summary>
    public async Task<int> RunAsync(string page)
    {
        var (typed, said) = (0, "");
        foreach (var part in RunbookPage.Read(page))
        {
            switch (part)
            {
                case RunbookPage.Part.Happens given:
                    await happens(given.What);
                    break;
                case RunbookPage.Part.Typed block:
                    said = await TypeAsync(block.Shell);
                    typed++;
                    break;
                case RunbookPage.Part.ComesOut expected:
                    Holds(expected.Lines, said);
                    break;
            }
        }

        return typed;
    }

    private async Task<string> TypeAsync(string shell)
    {
        // Where the page does not look at an exit code itself, somebody who types sees it.
        var careful = shell.Contains("$?", StringComparison.Ordinal) ? "" : "set -e\n";
        await using var run = Running.Shell($"cd '{folder}'\n{careful}{shell}", environment);
        var exit = await run.ExitAsync(Machines.Fleet.Longest);
        Assert.True(exit == 0, $"It ended with {exit}:\n{shell}\n{run.Output}{run.Error}");
        return run.Output;
    }

    /// <summary>Each line of the page is a line of what was said, in that order; how wide a column is does not matter.</summary>
    public static void Holds(IReadOnlyList<string> lines, string said)
    {
        var rest = new Queue<string>(said.Split('\n').Select(Narrow));
        foreach (var line in lines)
        {
            var pattern = new Regex($"^{Regex.Escape(Narrow(line)).Replace("…", ".*", StringComparison.Ordinal)}$");
            var isFound = false;
            while (!isFound && rest.TryDequeue(out var next))
            {
                isFound = pattern.IsMatch(next);
            }

            Assert.True(isFound, $"The page says that this comes out: {line}\nIt was:\n{said}");
        }
    }

    private static string Narrow(string line) => Blanks().Replace(line.Trim(), " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
