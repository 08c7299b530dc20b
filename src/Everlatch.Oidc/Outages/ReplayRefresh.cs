using Everlatch.Directory.Feed;
using Everlatch.Directory.Replay;
using Everlatch.Oidc.Grants;
using Everlatch.Storage.Journal;

namespace Everlatch.Oidc.Outages;

/// <summary>Moves families on to where they got in an outage. Which server got further does not matter.</summary>
internal sealed class ReplayRefresh(
    OutageMemory memory, BringGrant bring, OutageSeal seal, IProtocolAudit audit, TimeProvider clock) : IReplay
{
    public const string KindOfEntry = "grant.refreshed";

    public string Kind => KindOfEntry;

    public void Recall(JournalEntry entry)
    {
        var refresh = entry.Content<JournalledRefresh>();
        memory.Rotated(refresh.Grant, refresh.Generation, entry.At);
    }

    public async Task<string?> ReplayAsync(DirectoryWrite write, JournalEntry entry, CancellationToken ct)
    {
        var (refresh, on) = (entry.Content<JournalledRefresh>(), write.Transaction);
        if (seal.OpenGrant(refresh.Environment, refresh.Carried) is { } carried
            && await bring.RunAsync(write, refresh.Environment, carried, ct) is { } because)
        {
            return because;
        }

        switch (await GrantStates.FindAsync(on, refresh.Environment, refresh.Grant, ct))
        {
            case null:
                return "grant_unknown";
            case { RevokedAt: not null }:
                return "grant_ended";
            default:
                await GrantStates.CatchUpAsync(
                    on, refresh.Environment, refresh.Grant, refresh.Generation, (entry.At, refresh.IdleUntil), ct);
                return null;
        }
    }

    public async Task RefuseAsync(DirectoryWrite write, JournalEntry entry, string because, CancellationToken ct)
    {
        var refresh = entry.Content<JournalledRefresh>();
        await audit.RecordAsync(
            write.Transaction,
            OutageEvents.Refused(refresh.Environment, refresh.Grant, refresh.Application, entry, because),
            ct);
        await Revocations.RecordAsync(write, refresh.Environment, refresh.Grant.Value, clock.GetUtcNow(), ct);
    }
}
