using Everlatch.Core.Ids;
using Everlatch.Oidc.Limits;
using Everlatch.Testing;
using Microsoft.Extensions.Options;

namespace Everlatch.Oidc.Tests.Limits;

public sealed class PublicClientRateTests
{
    private const string Party = "192.0.2.1";
    private const int Burst = 5;

    private readonly TestClock clock = new();
    private readonly EnvironmentId environment;
    private readonly AppId client;
    private readonly PublicClientRate rate;

    public PublicClientRateTests()
    {
        (environment, client) = (Id.New<EnvironmentId>(clock), Id.New<AppId>(clock));
        rate = new PublicClientRate(Options.Create(new PublicClientOptions { RequestsPerMinute = 60, Burst = Burst }), clock);
    }

    [Fact]
    public void What_comes_at_once_is_bounded_and_the_wait_that_is_told_is_long_enough()
    {
        UseUp();
        var wait = TimeSpan.FromSeconds(1);
        Assert.Equal(wait, rate.Admit(environment, client, Party));
        clock.Advance(wait - TimeSpan.FromTicks(1));
        Assert.NotNull(rate.Admit(environment, client, Party));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(rate.Admit(environment, client, Party));
        Assert.NotNull(rate.Admit(environment, client, Party));
    }

    [Fact]
    public void Who_waits_long_may_send_a_burst_again_and_no_more()
    {
        UseUp();
        clock.Advance(TimeSpan.FromDays(1));
        UseUp();
        Assert.NotNull(rate.Admit(environment, client, Party));
    }

    [Fact]
    public void Nobody_uses_up_the_rate_of_another_address_client_or_environment()
    {
        UseUp();
        Assert.NotNull(rate.Admit(environment, client, Party));
        Assert.Null(rate.Admit(environment, client, "192.0.2.2"));
        Assert.Null(rate.Admit(environment, Id.New<AppId>(clock), Party));
        Assert.Null(rate.Admit(Id.New<EnvironmentId>(clock), client, Party));
    }

    [Fact]
    public void A_crowd_that_comes_at_once_gets_no_more_than_one_who_comes_in_turn()
    {
        var admitted = 0;
        Parallel.For(0, 1000, _ => Interlocked.Add(ref admitted, rate.Admit(environment, client, Party) is null ? 1 : 0));
        Assert.Equal(Burst, admitted);
    }

    private void UseUp()
    {
        for (var i = 0; i < Burst; i++)
        {
            Assert.Null(rate.Admit(environment, client, Party));
        }
    }
}
