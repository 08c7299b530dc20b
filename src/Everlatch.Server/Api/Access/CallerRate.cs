using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Everlatch.Server.Api.Access;

/// <summary>Bounds how fast one caller may call, on this server. Callers that fall silent are forgotten.</summary>
internal sealed class CallerRate(IOptions<ManagementOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<Caller> limiter = PartitionedRateLimiter.Create<Caller, string>(caller =>
        RateLimitPartition.GetTokenBucketLimiter($"{caller.Environment}/{caller.Key}", _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.Burst,
            TokensPerPeriod = options.Value.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    /// <summary>Whether the caller may go on now.</summary>
    public bool Allows(Caller caller)
    {
        using var lease = limiter.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
