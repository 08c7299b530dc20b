using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Microsoft.Extensions.Logging;

namespace Everlatch.Identity.Keys;

/// <summary>Takes a key out of use at once, in an emergency: nothing that it ever signed counts from now on.</summary>
public sealed partial class RevokeKey(
    DirectoryWriter writer, MakeKeys make, AuditTrail audit, TimeProvider clock, ILogger<RevokeKey> logger)
{
    /// <summary>Revokes a key and lets another sign in its place; false when no such key is published.</summary>
    public Task<bool> RunAsync(AuditActor actor, EnvironmentId environment, KeyId key, CancellationToken ct)
    {
        var ahead = make.Replacement(environment, key);
        return writer.WriteAsync(write => RevokeAsync(write, actor, environment, key, ahead, ct), ct);
    }

    private async Task<bool> RevokeAsync(
        DirectoryWrite write, AuditActor actor, EnvironmentId environment, KeyId key, NewKey? ahead, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var published = await KeyStore.ListPublishedAsync(write.Transaction, environment, ct);
        var revoked = published.FirstOrDefault(candidate => candidate.Id == key);
        if (revoked is null || !await KeyStore.RetireAsync(write.Transaction, environment, key, now, ct))
        {
            return false;
        }

        write.Changed(environment, DirectoryKind.Key, key.Value);
        var others = published.Where(other => other.Algorithm == revoked.Algorithm && other.Id != key).ToList();
        if (await FollowedAsync(write, environment, others, now, ct) is { } from)
        {
            // Nothing waits to take over, as when the successor itself was revoked.
            var next = ahead ?? make.Make(environment, revoked.Algorithm);
            await KeyStore.AddAsync(write.Transaction, environment, next, from, now, ct);
            write.Changed(environment, DirectoryKind.Key, next.Id.Value);
        }

        await audit.RecordAsync(
            write.Transaction,
            new AuditEvent { Environment = environment, Kind = "key.revoked", Actor = actor, Target = key.Value },
            ct);
        LogRevoked(environment, revoked.Algorithm, key);
        return true;
    }

    // Lets a key that is published already sign in the revoked one's place; else says from when a new one is to: when the revoked
    // one would have, or at once where nothing signs.
    private static async Task<DateTimeOffset?> FollowedAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        IReadOnlyList<StoredKey> others,
        DateTimeOffset now,
        CancellationToken ct)
    {
        var signer = others.FirstOrDefault(other => KeyLife.StateAt(other, now) == KeyState.Signing);
        if (others.FirstOrDefault(other => other.SignsUntil is null) is { } head)
        {
            // A waiting successor is known to more verifiers than a key made now would be.
            if (signer is null && await KeyStore.AdvanceAsync(write.Transaction, environment, head.Id, now, ct))
            {
                write.Changed(environment, DirectoryKind.Key, head.Id.Value);
            }

            return null;
        }

        return signer?.SignsUntil ?? now;
    }

    [LoggerMessage(3602, LogLevel.Warning, "{Environment}: {Algorithm} key {Key} was revoked; tokens it signed no longer count")]
    private partial void LogRevoked(EnvironmentId environment, string algorithm, KeyId key);
}
