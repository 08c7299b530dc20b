using System.Text.RegularExpressions;

namespace Everlatch.Server.Pages.Mail;

/// <summary>Finds the links in a mail's text, so that they can be followed from the development outbox.</summary>
internal static partial class MailText
{
    /// <summary>The text in order, cut into links and what stands between them.</summary>
    public static IEnumerable<(string Text, bool IsLink)> Parts(string body)
    {
        var at = 0;
        foreach (var link in Link().Matches(body).AsEnumerable())
        {
            yield return (body[at..link.Index], false);
            at = link.Index + link.Length;
            yield return (body[link.Index..at], true);
        }

        yield return (body[at..], false);
    }

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
