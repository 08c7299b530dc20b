using Everlatch.Identity.Upkeep;
using Everlatch.Storage;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Mail;

/// <summary>Deletes mails that are old, whatever became of them: their links are dead by then.</summary>
internal sealed class MailUpkeep(IDatabase database, IOptions<UpkeepOptions> options) : IUpkeep
{
    public Task<int> RunAsync(DateTimeOffset now, CancellationToken ct) =>
        MailStore.PurgeAsync(database, now.AddDays(-options.Value.KeepMailsDays), ct);
}
