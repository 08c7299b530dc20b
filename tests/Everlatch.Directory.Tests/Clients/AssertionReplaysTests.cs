using Everlatch.Directory.Clients;
using Everlatch.Testing;

namespace Everlatch.Directory.Tests.Clients;

public sealed class AssertionReplaysTests
{
    private readonly DateTimeOffset now = TestClock.Noon;

    [Fact]
    public void A_full_memory_refuses_and_never_forgets_what_is_live()
    {
        var replays = new AssertionReplays(capacity: 2);
        Assert.Equal(AssertionReplays.Answer.Fresh, replays.Remember("c", "1", now.AddMinutes(5), now));
        Assert.Equal(AssertionReplays.Answer.Fresh, replays.Remember("c", "2", now.AddMinutes(1), now));
        Assert.Equal(AssertionReplays.Answer.Full, replays.Remember("c", "3", now.AddMinutes(5), now));
        Assert.Equal(AssertionReplays.Answer.Replayed, replays.Remember("c", "1", now.AddMinutes(5), now));
        Assert.Equal(AssertionReplays.Answer.Replayed, replays.Remember("c", "2", now.AddMinutes(1), now));
    }

    [Fact]
    public void What_has_ended_makes_room()
    {
        var replays = new AssertionReplays(capacity: 1);
        replays.Remember("c", "1", now.AddMinutes(1), now);
        Assert.Equal(AssertionReplays.Answer.Fresh, replays.Remember("c", "2", now.AddMinutes(5), now.AddMinutes(2)));
        Assert.Equal(AssertionReplays.Answer.Replayed, replays.Remember("c", "2", now.AddMinutes(5), now.AddMinutes(5)));
    }
}
