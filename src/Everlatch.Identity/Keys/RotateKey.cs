using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Microsoft.Extensions.Logging;

namespace Everlatch.Identity.Keys;

/// <summary>Publishes a new signing key now, and lets it take over when every verifier can know it.</summary>
public sealed partial class RotateKey(
    DirectoryWriter writer, MakeKeys make, AuditTrail audit, TimeProvider clock, ILogger<RotateKey> logger)
{
    /// <summary>What rotating came to.</summary>
    public abstract record Outcome
    {
        private Outcome()
        {
        }

        /// <summary>The new key takes over at a moment.</summary>
        public sealed record Rotated(KeyId Key, DateTimeOffset SignsFrom) : Outcome;

        /// <summary>
        /// A successor is published already and takes over at a moment: rotating once more would change nothing sooner.
        /// </summary>
        public sealed record Waiting(KeyId Key, DateTimeOffset SignsFrom) : Outcome;

        /// <summary>The environment has no key for the algorithm.</summary>
        public sealed record Unknown : Outcome;
    }

    /// <summary>
    /// Rotates the key of one algorithm. Of several servers that do it at once, one succeeds and the others wait for its key.
    /// </summary>
    public Task<Outcome> RunAsync(AuditActor actor, EnvironmentId environment, string algorithm, CancellationToken ct)
    {
        var ahead = make.Successor(environment, algorithm);
        return writer.WriteAsync(write => RotateAsync(write, actor, environment, algorithm, ahead, ct), ct);
    }

    private async Task<Outcome> RotateAsync(
        DirectoryWrite write,
        AuditActor actor,
        EnvironmentId environment,
        string algorithm,
        NewKey? ahead,
        CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await HeadAsync(write, environment, algorithm, ct) is not { } head)
        {
            return new Outcome.Unknown();
        }

        if (head.SignsFrom > now)
        {
            return new Outcome.Waiting(head.Id, head.SignsFrom);
        }

        var from = now + KeyLife.Lead;
        if (!await KeyStore.HandOverAsync(write.Transaction, environment, head.Id, from, ct))
        {
            var other = await HeadAsync(write, environment, algorithm, ct);
            return other is null ? new Outcome.Unknown() : new Outcome.Waiting(other.Id, other.SignsFrom);
        }

        var next = ahead ?? make.Make(environment, algorithm);
        var id = next.Id;
        await KeyStore.AddAsync(write.Transaction, environment, next, from, now, ct);
        write.Changed(environment, DirectoryKind.Key, head.Id.Value);
        write.Changed(environment, DirectoryKind.Key, id.Value);
        await audit.RecordAsync(
            write.Transaction,
            new AuditEvent { Environment = environment, Kind = "key.rotated", Actor = actor, Target = id.Value },
            ct);
        LogRotated(environment, algorithm, head.Id, id, from);
        return new Outcome.Rotated(id, from);
    }

    private static async Task<StoredKey?> HeadAsync(
        DirectoryWrite write, EnvironmentId environment, string algorithm, CancellationToken ct) =>
        (await KeyStore.ListPublishedAsync(write.Transaction, environment, ct))
            .FirstOrDefault(key => key.Algorithm == algorithm && key.SignsUntil is null);

    [LoggerMessage(3601, LogLevel.Information, "{Environment}: {Algorithm} key {Old} hands over to {New} at {From}")]
    private partial void LogRotated(EnvironmentId environment, string algorithm, KeyId old, KeyId @new, DateTimeOffset from);
}
