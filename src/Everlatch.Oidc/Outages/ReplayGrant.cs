using Everlatch.Directory.Feed;
using Everlatch.Directory.Replay;
using Everlatch.Oidc.Codes;
using Everlatch.Oidc.Grants;
using Everlatch.Storage.Journal;

namespace Everlatch.Oidc.Outages;

/// <summary>Brings grants into the database, with the codes that they were redeemed for.</summary>
internal sealed class ReplayGrant(
    OutageMemory memory, BringGrant bring, EndGrant end, IProtocolAudit audit, TimeProvider clock) : IReplay
{
    public const string KindOfEntry = "grant.created";

    public string Kind => KindOfEntry;

    public void Recall(JournalEntry entry) => memory.Use(entry.Content<JournalledGrant>().CodeId);

    public async Task<string?> ReplayAsync(DirectoryWrite write, JournalEntry entry, CancellationToken ct)
    {
        var (environment, id, code) = entry.Content<JournalledGrant>();
        if (await bring.RunAsync(write, environment, code.Grant, ct) is { } because)
        {
            return because;
        }

        await CodeStore.BringAsync(write.Transaction, environment, id, code, ct);
        if (!await CodeStore.NoteRedeemedAsync(write.Transaction, environment, id, entry.At, ct))
        {
            // Another server redeemed it too: stolen by one side or the other.
            await end.AfterCodeReuseAsync(write, environment, code.Code.Grant.Application, code.Code.Grant.Id, ct);
        }

        return null;
    }

    public async Task RefuseAsync(DirectoryWrite write, JournalEntry entry, string because, CancellationToken ct)
    {
        var (environment, _, code) = entry.Content<JournalledGrant>();
        var grant = code.Code.Grant;
        await audit.RecordAsync(
            write.Transaction, OutageEvents.Refused(environment, grant.Id, grant.Application, entry, because), ct);
        await Revocations.RecordAsync(write, environment, grant.Id.Value, clock.GetUtcNow(), ct);
    }
}
