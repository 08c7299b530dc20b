using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Mail;
using Everlatch.Server.Pages.Errors;
using Everlatch.Server.Pages.Layout;

namespace Everlatch.Server.Pages.Mail;

/// <summary>
/// Shows mails that cannot be sent. Only on a development server without SMTP: who reads these mails can be anybody.
/// </summary>
internal static class OutboxEndpoint
{
    private const string Path = "/mail";

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ListAsync);
        pages.MapGet(Path + "/{mail}", ShowAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, ReadOutbox outbox, OutboxAccess access, TimeProvider clock, CancellationToken ct)
    {
        if (!access.IsOpenAt(context.Here()))
        {
            return ErrorPages.Of(StatusCodes.Status404NotFound);
        }

        var mails = await outbox.RunAsync(context.Here().Environment.Id, ct);
        return new Page<OutboxPage, OutboxView>(new OutboxView([.. mails.Select(LineOf)], clock.GetUtcNow()));
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, string mail, ReadOutbox outbox, OutboxAccess access, CancellationToken ct)
    {
        if (!access.IsOpenAt(context.Here()) || !MailId.TryParse(mail, out var id))
        {
            return ErrorPages.Of(StatusCodes.Status404NotFound);
        }

        var mails = await outbox.RunAsync(context.Here().Environment.Id, ct);
        return mails.FirstOrDefault(candidate => candidate.Id == id) is { } found
            ? new Page<MailPage, MailView>(new MailView(LineOf(found), found.Message.Text))
            : ErrorPages.Of(StatusCodes.Status404NotFound);
    }

    private static OutboxLine LineOf(WaitingMail mail) => new(mail.Id, mail.Message.To, mail.Message.Subject, mail.CreatedAt);
}
