using Everlatch.Identity.Upkeep;
using Everlatch.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Tests.Upkeep;

public sealed class UpkeepLoopTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_sweep_that_fails_holds_up_no_other_and_is_tried_again()
    {
        var clock = new TestClock();
        var options = new UpkeepOptions();
        var (broken, sound) = (new Sweep(fails: true), new Sweep(fails: false));
        using var loop = new UpkeepLoop([broken, sound], Options.Create(options), clock, NullLogger<UpkeepLoop>.Instance);
        await loop.StartAsync(Ct);
        while (broken.Rounds < 3 || sound.Rounds < 3)
        {
            clock.Advance(TimeSpan.FromMinutes(options.EveryMinutes));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Ct);
        }

        await loop.StopAsync(Ct);
    }

    private sealed class Sweep(bool fails) : IUpkeep
    {
        private int rounds;

        public int Rounds => Volatile.Read(ref rounds);

        public Task<int> RunAsync(DateTimeOffset now, CancellationToken ct)
        {
            Interlocked.Increment(ref rounds);
            return fails ? throw new InvalidOperationException("a bug") : Task.FromResult(0);
        }
    }
}
