using System.Net;
using System.Text.RegularExpressions;
using Everlatch.Server.Tests.Api;

namespace Everlatch.Server.Tests.Faults;

/// <summary>Reads pages as far as sending their forms and following their links takes.</summary>
internal static partial class Html
{
    /// <summary>The value of the first input of a name.</summary>
    public static string Field(this Answer page, string name) =>
        Input().Matches(page.Text).FirstOrDefault(input => input.Groups["name"].Value == name) is { } found
            ? WebUtility.HtmlDecode(found.Groups["value"].Value)
            : throw new InvalidOperationException($"The page has no input '{name}': {page.Text}");

    /// <summary>The first link that begins so.</summary>
    public static string Link(this Answer page, string beginning) =>
        Anchor().Matches(page.Text).Select(link => WebUtility.HtmlDecode(link.Groups["to"].Value))
            .FirstOrDefault(to => to.StartsWith(beginning, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"The page has no link to '{beginning}': {page.Text}");

    [GeneratedRegex("<input[^>]* name=\"(?<name>[^\"]*)\"[^>]* value=\"(?<value>[^\"]*)")]
    private static partial Regex Input();

    [GeneratedRegex("<a[^>]* href=\"(?<to>[^\"]*)")]
    private static partial Regex Anchor();
}
