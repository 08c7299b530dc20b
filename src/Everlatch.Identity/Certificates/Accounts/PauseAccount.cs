using Everlatch.Identity.Certificates.Orders;
using Everlatch.Storage;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Certificates.Accounts;

/// <summary>Has every server leave the authority alone for a while, when it says that there were too many requests.</summary>
internal sealed class PauseAccount(IDatabase database, IOptions<CertificateOptions> options, TimeProvider clock)
{
    /// <summary>Pauses; until when.</summary>
    public async Task<DateTimeOffset> RunAsync(DateTimeOffset? asked, CancellationToken ct)
    {
        var until = OrderPauses.ForAll(clock.GetUtcNow(), asked);
        await AccountStore.PauseAsync(database, options.Value.Directory, until, ct);
        return until;
    }
}
