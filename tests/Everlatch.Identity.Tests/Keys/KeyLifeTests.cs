using CsCheck;
using Everlatch.Core.Ids;
using Everlatch.Directory.Tokens;
using Everlatch.Identity.Keys;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Keys;

public sealed class KeyLifeTests
{
    private static readonly DateTimeOffset Now = TestClock.Noon;
    private static readonly TimeSpan Period = TimeSpan.FromDays(90);

    [Fact]
    public void A_key_is_published_then_signs_then_verifies_then_retires()
    {
        var key = Key(signsFrom: Now.AddMinutes(11), signsUntil: Now.AddDays(90), retiredAt: Now.AddDays(92));
        Assert.Equal(KeyState.Published, KeyLife.StateAt(key, Now));
        Assert.Equal(KeyState.Signing, KeyLife.StateAt(key, Now.AddMinutes(11)));
        Assert.Equal(KeyState.Verifying, KeyLife.StateAt(key, Now.AddDays(90)));
        Assert.Equal(KeyState.Retired, KeyLife.StateAt(key, Now.AddDays(92)));
    }

    [Fact]
    public void A_new_key_signs_only_when_every_cached_key_set_has_ended() =>
        Assert.True(KeyLife.Lead > PublishedDocument.CacheLifetime);

    [Fact]
    public void A_key_stays_published_until_the_last_token_it_signed_is_dead()
    {
        Assert.False(KeyLife.IsRetirementDue(Now, Now + TokenLife.Max));
        Assert.True(KeyLife.IsRetirementDue(Now, Now + KeyLife.Linger));
        Assert.False(KeyLife.IsRetirementDue(null, Now + TimeSpan.FromDays(3650)));
    }

    [Fact]
    public void Rotation_is_due_one_lead_before_the_period_ends_and_only_without_a_successor()
    {
        var due = Now + Period - KeyLife.Lead;
        Assert.False(KeyLife.IsRotationDue(Now, null, Period, due.AddTicks(-1)));
        Assert.True(KeyLife.IsRotationDue(Now, null, Period, due));
        Assert.False(KeyLife.IsRotationDue(Now, due + KeyLife.Lead, Period, due));
    }

    [Fact]
    public void States_follow_each_other_in_order_at_any_time() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[-10, 4000]).Sample((a, b, c, minutes) =>
        {
            var key = Key(Now.AddMinutes(a), Now.AddMinutes(a + b), Now.AddMinutes(a + b + c));
            var state = KeyLife.StateAt(key, Now.AddMinutes(minutes));
            Assert.True(KeyLife.StateAt(key, Now.AddMinutes(minutes + 1)) >= state);
        });

    private static StoredKey Key(DateTimeOffset signsFrom, DateTimeOffset? signsUntil, DateTimeOffset? retiredAt) => new()
    {
        Id = Id.New<KeyId>(TimeProvider.System),
        Algorithm = SigningAlgorithms.Es256,
        PublicJwkJson = "{}",
        PublishedAt = Now,
        SignsFrom = signsFrom,
        SignsUntil = signsUntil,
        RetiredAt = retiredAt,
    };
}
