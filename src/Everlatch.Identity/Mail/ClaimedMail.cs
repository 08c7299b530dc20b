using Everlatch.Core.Ids;

namespace Everlatch.Identity.Mail;

/// <summary>A mail that this sender, and no other, may send now.</summary>
internal sealed record ClaimedMail
{
    public EnvironmentId Environment { get; init; }

    public MailId Id { get; init; }

    public byte[] MessageSealed { get; init; } = [];

    public long Attempts { get; init; }
}
