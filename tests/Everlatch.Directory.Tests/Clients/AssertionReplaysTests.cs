using Everlatch.Directory.Clients;
using Everlatch.Testing;

namespace Everlatch.Directory.Tests.Clients;

public sealed class AssertionReplaysTests
{
    private readonly DateTimeOffset now = TestClock.Noon;

    [Fact]
    public void A_full_memory_refuses_and_never_forgets_what_is_live()
    {
        var replays = new AssertionReplays(capacity: 2, share: 2);
        Assert.Equal(AssertionReplays.Answer.Fresh, replays.Remember("c", "1", now.AddMinutes(5), now));
        Assert.Equal(AssertionReplays.Answer.Fresh, replays.Remember("c", "2", now.AddMinutes(1), now));
        Assert.Equal(AssertionReplays.Answer.Full, replays.Remember("c", "3", now.AddMinutes(5), now));
        Assert.Equal(AssertionReplays.Answer.Replayed, replays.Remember("c", "1", now.AddMinutes(5), now));
        Assert.Equal(AssertionReplays.Answer.Replayed, replays.Remember("c", "2", now.AddMinutes(1), now));
    }

    [Fact]
    public void What_has_ended_makes_room()
    {
        var replays = new AssertionReplays(capacity: 1, share: 1);
        replays.Remember("c", "1", now.AddMinutes(1), now);
        Assert.Equal(AssertionReplays.Answer.Fresh, replays.Remember("c", "2", now.AddMinutes(5), now.AddMinutes(2)));
        Assert.Equal(AssertionReplays.Answer.Replayed, replays.Remember("c", "2", now.AddMinutes(5), now.AddMinutes(5)));
    }

    [Fact]
    public void A_client_that_has_filled_its_share_refuses_itself_and_no_other()
    {
        var replays = new AssertionReplays(capacity: 10, share: 2);
        Assert.Equal(AssertionReplays.Answer.Fresh, replays.Remember("loud", "1", now.AddMinutes(1), now));
        Assert.Equal(AssertionReplays.Answer.Fresh, replays.Remember("loud", "2", now.AddMinutes(5), now));
        Assert.Equal(AssertionReplays.Answer.Full, replays.Remember("loud", "3", now.AddMinutes(5), now));
        Assert.Equal(AssertionReplays.Answer.Replayed, replays.Remember("loud", "1", now.AddMinutes(1), now));
        Assert.Equal(AssertionReplays.Answer.Fresh, replays.Remember("calm", "3", now.AddMinutes(5), now));

        // What ended two minutes later gives its place back, and only that.
        var later = now.AddMinutes(2);
        Assert.Equal(AssertionReplays.Answer.Fresh, replays.Remember("loud", "3", later.AddMinutes(5), later));
        Assert.Equal(AssertionReplays.Answer.Full, replays.Remember("loud", "4", later.AddMinutes(5), later));
    }
}
