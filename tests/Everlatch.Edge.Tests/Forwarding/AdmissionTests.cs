using Everlatch.Edge.Forwarding;
using Microsoft.Extensions.Time.Testing;

namespace Everlatch.Edge.Tests.Forwarding;

/// <summary>Who gets in, who waits and who is shed.</summary>
public sealed class AdmissionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly FakeTimeProvider clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_class_leaves_room_for_the_more_important_ones()
    {
        var admission = new Admission(8, 0, Patience, clock);
        Assert.Equal(4, await EnteredAsync(admission, RouteClass.Admin, 8));
        Assert.Equal(2, await EnteredAsync(admission, RouteClass.Pages, 8));
        Assert.Equal(2, await EnteredAsync(admission, RouteClass.Tokens, 8));
        Assert.Equal(8, admission.Inside);

        admission.Leave();
        Assert.Equal(0, await EnteredAsync(admission, RouteClass.Admin, 1));
        Assert.Equal(1, await EnteredAsync(admission, RouteClass.Tokens, 1));
    }

    [Fact]
    public async Task What_waits_is_served_by_importance_and_then_in_order()
    {
        var admission = new Admission(4, 10, Patience, clock);
        await EnteredAsync(admission, RouteClass.Tokens, 4);
        var order = new List<string>();
        var waiting = new List<Task>();
        foreach (var (of, name) in new[]
        {
            (RouteClass.Admin, "admin"), (RouteClass.Pages, "page 1"), (RouteClass.Tokens, "token"), (RouteClass.Pages, "page 2"),
        })
        {
            waiting.Add(NoteAsync(admission.EnterAsync(of, Ct), name, order));
        }

        // Pages may come in below three of four, the management API below two.
        for (var left = 0; left < 3; left++)
        {
            admission.Leave();
        }

        await Task.WhenAll(waiting[1], waiting[2]);
        Assert.Equal(["token", "page 1"], order.Order(StringComparer.Ordinal).Reverse());
        admission.Leave();
        await waiting[3];
        admission.Leave();
        admission.Leave();
        await waiting[0];
        Assert.Equal(0, admission.Queued);
        Assert.Equal(2, admission.Inside);
    }

    [Fact]
    public async Task A_full_queue_sheds_the_least_important_that_came_last()
    {
        var admission = new Admission(4, 2, Patience, clock);
        await EnteredAsync(admission, RouteClass.Tokens, 4);
        var first = admission.EnterAsync(RouteClass.Admin, Ct).AsTask();
        var second = admission.EnterAsync(RouteClass.Admin, Ct).AsTask();

        Assert.False(await admission.EnterAsync(RouteClass.Admin, Ct));
        var token = admission.EnterAsync(RouteClass.Tokens, Ct).AsTask();

        Assert.False(await second);
        Assert.False(first.IsCompleted);
        admission.Leave();
        Assert.True(await token);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_allowed_and_who_goes_away_leaves_the_queue()
    {
        var admission = new Admission(4, 10, Patience, clock);
        await EnteredAsync(admission, RouteClass.Tokens, 4);
        using var gone = new CancellationTokenSource();
        var impatient = admission.EnterAsync(RouteClass.Tokens, gone.Token).AsTask();
        var patient = admission.EnterAsync(RouteClass.Tokens, Ct).AsTask();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        clock.Advance(Patience);
        Assert.False(await patient);
        Assert.Equal(0, admission.Queued);

        // Their places were given to nobody.
        admission.Leave();
        Assert.Equal(3, admission.Inside);
    }

    private static async Task<int> EnteredAsync(Admission admission, RouteClass of, int wanted)
    {
        var entered = 0;
        for (var n = 0; n < wanted; n++)
        {
            entered += await admission.EnterAsync(of, Ct) ? 1 : 0;
        }

        return entered;
    }

    private static async Task NoteAsync(ValueTask<bool> turn, string name, List<string> order)
    {
        if (await turn)
        {
            lock (order)
            {
                order.Add(name);
            }
        }
    }
}
