using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Passwords;

/// <summary>Hashes passwords on few threads, for a bounded number of requests at a time.</summary>
/// <remarks>
/// Who is not admitted is told so before anything was read or written: a burst costs neither memory nor database, and tokens keep
/// the cores they need.
/// </remarks>
public sealed class PasswordHashing : IDisposable
{
    /// <summary>The meter of queue length and hashes.</summary>
    public const string MeterName = "Everlatch.Passwords";

    /// <summary>When somebody who was not admitted should come back.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly HashingOptions options;
    private readonly HashingThreads threads;
    private readonly Meter meter;
    private readonly Histogram<double> duration;
    private readonly TimeProvider clock;
    private readonly Argon2Hash dummy;
    private readonly PlainTextPassword never;
    private int admitted;

    /// <summary>Starts the threads.</summary>
    public PasswordHashing(IOptions<HashingOptions> options, TimeProvider clock, IMeterFactory meters)
    {
        this.options = options.Value;
        this.clock = clock;
        var cores = Environment.ProcessorCount;
        threads = new HashingThreads(this.options.Workers == 0 ? Math.Max(1, cores - 1) : Math.Min(this.options.Workers, cores));
        meter = meters.Create(MeterName);
        meter.CreateObservableGauge("everlatch.hashing.admitted", () => admitted, "{request}", "Requests that hash or wait to");
        duration = meter.CreateHistogram<double>("everlatch.hashing.duration", "s", "Time of one password hash");
        never = PlainTextPassword.TryParse("nobody has this password", out var nobody)
            ? nobody
            : throw new InvalidOperationException("The dummy is no password.");
        dummy = Argon2Hash.Of(never, this.options.MemoryKib, this.options.Passes);
    }

    /// <summary>
    /// Admits a request to hash; null when too many are in already. Dispose the turn to make room for the next.
    /// </summary>
    public HashingTurn? TryEnter()
    {
        if (Interlocked.Increment(ref admitted) > options.QueueLimit)
        {
            Leave();
            return null;
        }

        return new HashingTurn(this);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        threads.Dispose();
        meter.Dispose();
    }

    internal void Leave() => Interlocked.Decrement(ref admitted);

    internal Task<string> HashAsync(PlainTextPassword password, CancellationToken ct) =>
        RunAsync(() => Argon2Hash.Of(password, options.MemoryKib, options.Passes).ToString(), ct);

    // Whatever is missing is replaced by something that cannot match, so that every question costs one hash.
    internal async Task<PasswordVerdict> VerifyAsync(PlainTextPassword? password, string? stored, CancellationToken ct)
    {
        var hash = stored is not null && Argon2Hash.TryParse(stored, out var parsed) ? parsed : null;
        var matches = await RunAsync(() => (hash ?? dummy).Matches(password ?? never), ct);
        if (!matches || hash is null || password is null)
        {
            return PasswordVerdict.Wrong;
        }

        return hash.MemoryKib == options.MemoryKib && hash.Passes == options.Passes
            ? PasswordVerdict.Right
            : PasswordVerdict.RightButOutdated;
    }

    private Task<T> RunAsync<T>(Func<T> hash, CancellationToken ct) => threads.RunAsync(
        () =>
        {
            var begin = clock.GetTimestamp();
            var result = hash();
            duration.Record(clock.GetElapsedTime(begin).TotalSeconds);
            return result;
        },
        ct);
}
