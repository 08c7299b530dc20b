using System.Text.RegularExpressions;
using Everlatch.Testing;

namespace Everlatch.Release.Tests.Runbooks;

/// <summary>A page of docs/operations/runbooks, as somebody follows it: what happens, what to type, what comes out.</summary>
internal static partial class RunbookPage
{
    /// <summary>Its parts in their order.</summary>
    public static IReadOnlyList<Part> Read(string name)
    {
        var parts = new List<Part>();
        List<string>? block = null;
        var isShell = false;
        foreach (var line in File.ReadAllLines(Checkout.PathOf($"docs/operations/runbooks/{name}.md")))
        {
            var text = line.Trim();
            if (block is not null && text == "```")
            {
                parts.Add(isShell ? new Part.Typed(string.Join('\n', block)) : new Part.ComesOut([.. block]));
                block = null;
            }
            else if (block is not null)
            {
                block.Add(text);
            }
            else if (text.StartsWith("```", StringComparison.Ordinal))
            {
                (block, isShell) = ([], text == "```sh");
                Assert.True(isShell || text == "```", $"{name}.md: {text} is neither typed nor comes out.");
            }
            else if (HappensPattern().Match(text) is { Success: true } happens)
            {
                parts.Add(new Part.Happens(happens.Groups[1].Value));
            }
        }

        return parts;
    }

    [GeneratedRegex("^<!-- (.+) -->$")]
    private static partial Regex HappensPattern();

    /// <summary>A part.</summary>
    internal abstract record Part
    {
        /// <summary>Something that the page takes as given; readers do not see it.</summary>
        internal sealed record Happens(string What) : Part;

        /// <summary>A block that is typed.</summary>
        internal sealed record Typed(string Shell) : Part;

        /// <summary>What the block before it says, line by line, with <c>…</c> for anything.</summary>
        internal sealed record ComesOut(IReadOnlyList<string> Lines) : Part;
    }
}
