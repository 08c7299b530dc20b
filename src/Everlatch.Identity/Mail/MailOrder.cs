using System.Collections.Immutable;
using Everlatch.Core;

namespace Everlatch.Identity.Mail;

/// <summary>A mail to be written and sent.</summary>
public sealed record MailOrder
{
    /// <summary>Who gets it.</summary>
    public required EmailAddress To { get; init; }

    /// <summary>What it says.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>The recipient's language as a BCP 47 tag; English where we have no texts in it.</summary>
    public string? Locale { get; init; }

    /// <summary>
    /// The path and query its button leads to, below the issuer where the act happened; null when it has no button.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>Words that the text mentions, see <see cref="MailKind" />.</summary>
    public ImmutableArray<string> Words { get; init; } = [];
}
