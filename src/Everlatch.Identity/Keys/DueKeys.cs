using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Keys;

/// <summary>Finds keys in the directory whose time has come, and rotates or retires them.</summary>
internal sealed partial class DueKeys(
    DirectoryWriter writer, RotateKey rotate, IOptions<KeyOptions> options, TimeProvider clock, ILogger<DueKeys> logger)
{
    /// <summary>
    /// Does everything that is due now. On several servers at once, each change happens once; a key that fails holds up no other.
    /// </summary>
    public async Task FollowAsync(DirectorySnapshot snapshot, CancellationToken ct)
    {
        foreach (var environment in snapshot.Environments.Values)
        {
            foreach (var key in environment.Keys)
            {
                await TryFollowAsync(environment.Id, key, ct);
            }
        }
    }

    private async Task TryFollowAsync(EnvironmentId environment, SigningKeyEntry key, CancellationToken ct)
    {
        try
        {
            await FollowAsync(environment, key, ct);
        }
        catch (Exception e) when (e is not StoreFaultException && !ct.IsCancellationRequested)
        {
            LogFailed(e, environment, key.Id);
        }
    }

    private Task FollowAsync(EnvironmentId environment, SigningKeyEntry key, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (KeyLife.IsRetirementDue(key.SignsUntil, now))
        {
            return RetireAsync(environment, key.Id, now, ct);
        }

        var period = TimeSpan.FromDays(options.Value.RotateAfterDays);
        return KeyLife.IsRotationDue(key.SignsFrom, key.SignsUntil, period, now)
            ? rotate.RunAsync(AuditActor.Schedule, environment, key.Algorithm, ct)
            : Task.CompletedTask;
    }

    private Task<bool> RetireAsync(EnvironmentId environment, KeyId key, DateTimeOffset now, CancellationToken ct) =>
        writer.WriteAsync(
            async write =>
            {
                var retired = await KeyStore.RetireAsync(write.Transaction, environment, key, now, ct);
                if (retired)
                {
                    write.Changed(environment, DirectoryKind.Key, key.Value);
                }

                return retired;
            },
            ct);

    [LoggerMessage(3604, LogLevel.Error, "{Environment}: key {Key} is due and could not be changed; the next look tries again")]
    private partial void LogFailed(Exception e, EnvironmentId environment, KeyId key);
}
