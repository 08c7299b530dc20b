using CsCheck;
using Everlatch.Edge.Figures;

namespace Everlatch.Edge.Tests.Figures;

public sealed class LatencyScaleTests
{
    [Fact]
    public void A_time_lies_in_its_bucket_and_the_bucket_is_narrow() =>
        Gen.Long[0, 60_000_000].Sample(micros =>
        {
            var bucket = LatencyScale.BucketOf(TimeSpan.FromMicroseconds(micros));
            var below = bucket == 0 ? -1 : LatencyScale.UpTo(bucket - 1);
            Assert.InRange(micros, below + 1, LatencyScale.UpTo(bucket));
            Assert.InRange(LatencyScale.UpTo(bucket) - below, 1, 1 + ((below + 1) / 8));
        });

    [Fact]
    public void The_longest_of_all_has_the_last_bucket() =>
        Assert.Equal(LatencyScale.Count - 1, LatencyScale.BucketOf(TimeSpan.MaxValue));
}
