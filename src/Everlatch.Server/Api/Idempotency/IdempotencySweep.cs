using Everlatch.Storage.Background;

namespace Everlatch.Server.Api.Idempotency;

/// <summary>Deletes expired idempotency keys, once an hour.</summary>
internal sealed class IdempotencySweep(IdempotencyStore store, TimeProvider clock, ILogger<IdempotencySweep> logger)
    : PeriodicWork(TimeSpan.FromHours(1), clock, logger)
{
    protected override Task RunOnceAsync(CancellationToken ct) => store.SweepAsync(Clock.GetUtcNow(), ct);
}
