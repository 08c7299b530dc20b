using System.Globalization;
using System.Resources;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Mail;

namespace Everlatch.Identity.Tests.Mail;

public sealed class WriteMailTests
{
    private static readonly EmailAddress Ada = EmailAddress.Trusted("ada@example.com");

    [Theory]
    [InlineData("de", "Bestätigen")]
    [InlineData("de-AT", "Bestätigen")]
    [InlineData("en", "Confirm")]
    [InlineData("fr", "Confirm")]
    [InlineData("not a tag", "Confirm")]
    [InlineData(null, "Confirm")]
    public void A_mail_speaks_the_recipients_language_where_we_do(string? locale, string begins) =>
        Assert.StartsWith(begins, Write(locale: locale).Subject, StringComparison.Ordinal);

    [Fact]
    public void What_people_typed_is_encoded_and_breaks_no_line()
    {
        var mail = Write("Acme\r\nBcc: all@example.com <b>", MailKind.Invitation, words: ["<script>alert(1)</script>\nX"]);
        Assert.DoesNotContain('\n', mail.Subject);
        Assert.DoesNotContain('\r', mail.From);
        Assert.DoesNotContain("<script>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", mail.Html, StringComparison.Ordinal);
        using var mime = Smtp.MimeOf(mail, "no-reply@example.com");
        Assert.Null(mime.Headers["Bcc"]);
    }

    [Fact]
    public void The_link_begins_with_the_configured_issuer() =>
        Assert.Contains("href=\"https://login.example.com/verify?token=ell_1\"", Write().Html, StringComparison.Ordinal);

    [Theory]
    [InlineData("#123abc", "#123abc")]
    [InlineData("red;background:url(//evil)", "#1f5eff")]
    public void Only_a_colour_is_a_colour(string color, string used)
    {
        var html = Write(color: color).Html;
        Assert.Contains($"background:{used}", html, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_mail_has_every_text_in_every_language(string language)
    {
        var resources = new ResourceManager("Everlatch.Identity.Mail.MailTexts", typeof(MailKind).Assembly);
        var set = resources.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false);
        foreach (var kind in Enum.GetValues<MailKind>())
        {
            Assert.All(["Subject", "Title", "Body", "Note"], part => Assert.NotNull(set?.GetString($"{kind}.{part}")));
        }
    }

    public static TheoryData<string> Languages => ["", "de"];

    private static MailMessage Write(
        string name = "Example",
        MailKind kind = MailKind.VerifyEmail,
        string? locale = null,
        string? color = null,
        params string[] words)
    {
        var branding = new Branding { PrimaryColor = color ?? "#123456" };
        var environment = new DirectoryEnvironment
        {
            Id = EnvironmentId.Trusted("env_1"),
            Name = name,
            Region = Region.Trusted("eu"),
            Settings = new EnvironmentSettings { Branding = branding },
        };
        var host = new HostEntry(HostName.Trusted("login.example.com"), "https://login.example.com", true);
        var order = new MailOrder { To = Ada, Kind = kind, Locale = locale, Path = "/verify?token=ell_1", Words = [.. words] };
        return WriteMail.Run(new DirectoryHost(environment, host), order);
    }
}
