using Everlatch.Schema.Runner.Backfills;

namespace Everlatch.Schema.Tests.Runner.Backfills;

public sealed class ThrottleTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void It_rests_for_the_share_of_a_batchs_own_time()
    {
        var throttle = new Throttle(0.5);
        Assert.All(Enumerable.Range(0, 20), _ => Assert.Equal(Quick * 0.5, throttle.After(Quick)));
    }

    [Fact]
    public void It_rests_longer_while_batches_take_longer_than_they_did_and_recovers()
    {
        var throttle = new Throttle(1);
        throttle.After(Quick);
        var shares = Enumerable.Range(0, 6).Select(_ => throttle.After(Quick * 5) / (Quick * 5)).ToList();
        Assert.Equal(shares.Order(), shares);
        Assert.InRange(shares[^1], 5, 8);

        var calm = Enumerable.Range(0, 12).Select(_ => throttle.After(Quick) / Quick).ToList();
        Assert.Equal(1, calm[^1], 3);
    }

    [Fact]
    public void A_share_of_nothing_is_no_rest() => Assert.Equal(TimeSpan.Zero, new Throttle(0).After(Quick));
}
