using Everlatch.Directory.Feed;
using Everlatch.Directory.Replay;
using Everlatch.Oidc.Grants;
using Everlatch.Storage.Journal;

namespace Everlatch.Oidc.Outages;

/// <summary>Ends what a code gave that came back in an outage after it was redeemed (RFC 6749 §4.1.2).</summary>
internal sealed class ReplayCodeReuse(EndGrant end) : IReplay
{
    public const string KindOfEntry = "code.reused";

    public string Kind => KindOfEntry;

    public void Recall(JournalEntry entry)
    {
        // The redemption before it is in the same journal.
    }

    public async Task<string?> ReplayAsync(DirectoryWrite write, JournalEntry entry, CancellationToken ct)
    {
        var (environment, _, code) = entry.Content<JournalledGrant>();
        await end.AfterCodeReuseAsync(write, environment, code.Code.Grant.Application, code.Code.Grant.Id, ct);
        return null;
    }

    // It takes nothing but away; too old, there is nothing left to take.
    public Task RefuseAsync(DirectoryWrite write, JournalEntry entry, string because, CancellationToken ct) => Task.CompletedTask;
}
