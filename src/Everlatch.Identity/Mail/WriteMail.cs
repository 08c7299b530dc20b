using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Everlatch.Directory;

namespace Everlatch.Identity.Mail;

/// <summary>Writes a mail in the recipient's language and with the environment's look.</summary>
/// <remarks>
/// Its link begins with the issuer that is configured for the host where the act happened. What people typed (names) is encoded
/// in HTML and cannot break a line of the subject.
/// </remarks>
internal static partial class WriteMail
{
    private const string DefaultColor = "#1f5eff";

    public static MailMessage Run(DirectoryHost here, MailOrder order)
    {
        var culture = MailTexts.CultureOf(order.Locale);
        var branding = here.Environment.Settings.Branding;
        var name = OneLine(branding.DisplayName ?? here.Environment.Name);
        object[] words = [name, .. order.Words.Select(OneLine)];
        var letter = new Letter(
            Language: culture.Equals(CultureInfo.InvariantCulture) ? "en" : culture.TwoLetterISOLanguageName,
            Sender: name,
            Color: Color().IsMatch(branding.PrimaryColor) ? branding.PrimaryColor : DefaultColor,
            Title: Fill("Title"),
            Body: Fill("Body"),
            Action: order.Path is null ? null : Fill("Action"),
            Link: order.Path is null ? null : here.Issuer + order.Path,
            Note: Fill("Note"),
            LinkHint: MailTexts.Shared("LinkHint", culture));
        return new MailMessage(order.To.Text, name, Fill("Subject"), TextOf(letter), HtmlOf(letter));

        string Fill(string part) => string.Format(culture, MailTexts.Get(order.Kind, part, culture), words);
    }

    private static string TextOf(Letter letter)
    {
        var link = letter.Link is null ? "" : $"\n\n{letter.Action}:\n{letter.Link}";
        return $"{letter.Title}\n\n{letter.Body}{link}\n\n{letter.Note}\n\n{letter.Sender}\n";
    }

    private static string HtmlOf(Letter letter)
    {
        var link = letter.Link is null
            ? ""
            : $"""
              <p style="margin:24px 0"><a href="{E(letter.Link)}"
                style="background:{letter.Color};color:#fff;padding:12px 20px;border-radius:6px;text-decoration:none"
                >{E(letter.Action!)}</a></p>
              <p style="color:#555;font-size:13px">{E(letter.LinkHint)}<br>{E(letter.Link)}</p>
              """;
        return $"""
            <!doctype html>
            <html lang="{letter.Language}">
            <head><meta charset="utf-8"><title>{E(letter.Title)}</title></head>
            <body
              style="font-family:system-ui,sans-serif;line-height:1.5;color:#1a1a1a;max-width:560px;margin:0 auto;padding:24px">
            <p style="color:#555">{E(letter.Sender)}</p>
            <h1 style="font-size:22px">{E(letter.Title)}</h1>
            <p>{E(letter.Body)}</p>
            {link}
            <p style="color:#555;font-size:13px">{E(letter.Note)}</p>
            </body>
            </html>
            """;
    }

    private static string E(string text) => HtmlEncoder.Default.Encode(text);

    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex Color();

    private sealed record Letter(
        string Language,
        string Sender,
        string Color,
        string Title,
        string Body,
        string? Action,
        string? Link,
        string Note,
        string LinkHint);
}
