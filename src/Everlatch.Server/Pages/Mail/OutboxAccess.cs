using Everlatch.Directory;
using Everlatch.Identity.Mail;
using Microsoft.Extensions.Options;

namespace Everlatch.Server.Pages.Mail;

/// <summary>Says whether the outbox may be read in a browser.</summary>
internal sealed class OutboxAccess(IOptions<SmtpOptions> smtp, IOptions<ServerOptions> server)
{
    /// <summary>
    /// Only without SMTP and on plain http, which is <c>everlatch up</c> on somebody's own machine. A host that people reach by
    /// https never shows mails, however the server is configured otherwise: a custom domain of an <c>up</c> is one.
    /// </summary>
    public bool IsOpenAt(DirectoryHost here) => !smtp.Value.Enabled && server.Value.PlainHttp && !here.IsSecure;
}
