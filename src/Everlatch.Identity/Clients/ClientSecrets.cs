using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Storage;

namespace Everlatch.Identity.Clients;

/// <summary>Makes secrets of clients: 256 random bits, at most two alive, so that one can be rotated without downtime.</summary>
public sealed class ClientSecrets(TimeProvider clock)
{
    /// <summary>How every client secret begins, so that scanners find it.</summary>
    public const string Prefix = "els_";

    private const int MaxLive = 2;
    private static readonly TimeSpan MaxLife = TimeSpan.FromDays(3653);

    /// <summary>
    /// Adds a secret on the caller's transaction, which must already hold the client's row: that makes two writers take turns.
    /// </summary>
    public async Task<Edit<NewSecret>> AddAsync(
        ITransaction transaction, EnvironmentId environment, string client, DateTimeOffset? expiresAt, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (expiresAt is { } end && (end <= now || end > now + MaxLife))
        {
            return new Edit<NewSecret>.Refused(SecretErrors.ExpiryInvalid);
        }

        var secrets = await SecretStore.ListAsync(transaction, environment, client, ct);
        foreach (var ended in secrets.Where(secret => secret.ExpiresAt <= now))
        {
            await SecretStore.DeleteAsync(transaction, environment, client, ended.Id, ct);
        }

        if (secrets.Count(secret => secret.ExpiresAt is null || secret.ExpiresAt > now) >= MaxLive)
        {
            return new Edit<NewSecret>.Refused(SecretErrors.TooMany);
        }

        var generated = GeneratedSecret.New(Prefix);
        var secret = new NewSecret(Id.New<SecretId>(clock), generated.Text, expiresAt);
        await SecretStore.AddAsync(transaction, environment, client, secret, generated.Hash, now, ct);
        return new Edit<NewSecret>.Done(secret);
    }
}
