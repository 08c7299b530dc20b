using System.Globalization;
using System.Resources;

namespace Everlatch.Identity.Mail;

/// <summary>The texts of mails, from MailTexts.resx and its translations.</summary>
internal static class MailTexts
{
    private static readonly ResourceManager Resources = new("Everlatch.Identity.Mail.MailTexts", typeof(MailTexts).Assembly);

    /// <summary>The culture of a language tag; the invariant one, which is English here, for anything that is none.</summary>
    public static CultureInfo CultureOf(string? locale)
    {
        try
        {
            return string.IsNullOrEmpty(locale) ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(locale);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }

    /// <summary>A text that every mail must have.</summary>
    public static string Get(MailKind kind, string part, CultureInfo culture) =>
        Resources.GetString($"{kind}.{part}", culture)
        ?? throw new MissingManifestResourceException($"MailTexts.resx has no '{kind}.{part}'.");

    /// <summary>A text that all mails share.</summary>
    public static string Shared(string part, CultureInfo culture) =>
        Resources.GetString($"Shared.{part}", culture)
        ?? throw new MissingManifestResourceException($"MailTexts.resx has no 'Shared.{part}'.");
}
