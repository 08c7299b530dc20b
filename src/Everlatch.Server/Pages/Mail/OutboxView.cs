namespace Everlatch.Server.Pages.Mail;

/// <summary>What the list of unsent mails shows.</summary>
/// <param name="Mails">Newest first.</param>
/// <param name="Now">Against which "ago" is reckoned.</param>
public sealed record OutboxView(IReadOnlyList<OutboxLine> Mails, DateTimeOffset Now);
