using System.Text.RegularExpressions;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Deploy;

/// <summary>Whether the product knows what files of deploy/ tell it.</summary>
internal static partial class ProductWords
{
    // A test of its own holds that page to what the product reads.
    private static readonly string Page = File.ReadAllText(Checkout.PathOf("docs/operations/configuration.md"));
    private static readonly HashSet<string> Keys = new(
        KeyPattern().Matches(Page).Select(match => match.Groups[1].Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>Asserts that a command line is one that the product runs.</summary>
    public static void Runs(IReadOnlyList<string> arguments)
    {
        var parsed = Verbs.Root().Parse([.. arguments]);
        Assert.True(
            parsed.Errors.Count == 0 && parsed.CommandResult.Command.Action is not null,
            $"everlatch {string.Join(' ', arguments)}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}");
    }

    /// <summary>Asserts that a variable is a setting.</summary>
    public static void Knows(string variable)
    {
        var isKnown = variable.StartsWith("EVERLATCH__", StringComparison.Ordinal)
            ? Keys.Contains(KeyOf(variable))
            : Page.Contains($"`{variable}`", StringComparison.Ordinal);
        Assert.True(isKnown, $"{variable} is no setting of docs/operations/configuration.md.");
    }

    // The number of a list's entry is no part of the key.
    private static string KeyOf(string variable) => string.Join(
        ':', variable.Split("__").Where(part => !part.All(char.IsAsciiDigit)));

    [GeneratedRegex(@"^\| `(Everlatch:[A-Za-z:]+)` \|", RegexOptions.Multiline)]
    private static partial Regex KeyPattern();
}
