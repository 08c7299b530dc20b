using System.Net;
using Everlatch.Directory;
using Everlatch.Hosting.Faults;
using Everlatch.Server.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Faults;

/// <summary>Sends a request with each kind of fault at each of its calls, and then without.</summary>
/// <remarks>
/// An answer is 503 and has changed no row, or it is the one that the request has without a fault and has changed as many rows.
/// Attempts that were counted before a 503 are given back before the next is counted. After any number of the first kind the
/// request still succeeds. Where a request works in two steps, the first alone may have happened before a 503, and the next try
/// makes up for the second.
/// </remarks>
internal sealed class FaultSweep(FaultyServer server)
{
    /// <summary>Sweeps requests, and fails with all that is wrong with any of them.</summary>
    /// <returns>How many faults there were.</returns>
    public async Task<int> RunAsync(IEnumerable<SweptRequest> requests)
    {
        var (faults, wrong) = (0, new List<string>());
        foreach (var request in requests)
        {
            try
            {
                faults += await RunAsync(request);
            }
            catch (Xunit.Sdk.XunitException e)
            {
                wrong.Add($"{request}: {e.Message}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        return faults;
    }

    /// <summary>Each kind of fault at each call of a request.</summary>
    public static IReadOnlyList<(FaultKind Kind, int Nth)> FaultsOf(FaultPlan usual) =>
    [
        .. from kind in Enum.GetValues<FaultKind>()
           from nth in Enumerable.Range(1, usual.Calls.Count(call => kind.Reaches(call.Effect)))
           select (kind, nth),
    ];

    private async Task<int> RunAsync(SweptRequest request)
    {
        var usual = await RehearseAsync(request);
        var counts = await server.Changes.TakeCountsAsync();
        var faults = FaultsOf(usual.Plan);
        var send = await PrepareAsync(request);
        foreach (var (kind, nth) in faults)
        {
            if (await HappenedAsync(request, usual, send, kind, nth))
            {
                if (kind == FaultKind.AnswerLost)
                {
                    // Nor does anybody know whether the attempt was counted; one too many is forgotten in time.
                    await server.Changes.TakeCountsAsync();
                }
                else
                {
                    await AssertCountedAsync($"{kind}, call {nth}", request, counts);
                }

                send = await PrepareAsync(request);
            }
        }

        var retry = await TryAsync(send, FaultPlan.None());
        AssertSame("Afterwards", usual, retry);
        await AssertCountedAsync("Afterwards", request, counts);
        Assert.True(retry.Plan.Calls.Count == usual.Plan.Calls.Count, $"The request had other calls than before: {Names(retry)}");
        return faults.Count;
    }

    // What failed was not needed for the answer, or was made up for; what is done is done, and the next round needs its own.
    private async Task<bool> HappenedAsync(
        SweptRequest request, Attempt usual, Func<Task<Answer>> send, FaultKind kind, int nth)
    {
        var attempt = await TryAsync(send, FaultPlan.At(kind, nth));
        var what = $"{kind} at {attempt.Plan.Struck}, call {nth}";
        Assert.True(attempt.Plan.Struck is not null, $"{what}: the request had fewer calls than before, {Names(attempt)}");
        if (attempt.Answer.Status == HttpStatusCode.ServiceUnavailable)
        {
            AssertUnavailable(what, attempt);
            if (kind == FaultKind.AnswerLost)
            {
                // Nobody knows whether it happened.
                var again = await TryAsync(send, FaultPlan.None());
                if (!Repeated.TellsTheTruth(request, again.Answer.Status, again.Target))
                {
                    AssertSameAnswer($"{what}, sent again", usual, again);
                }

                return true;
            }

            if (attempt.Changes.Count == 0)
            {
                return false;
            }

            Assert.True(request.InTwoSteps, $"{what}: it answered 503 and left {string.Join("; ", attempt.Changes)}");
            attempt = (await TryAsync(send, FaultPlan.None())).After(attempt);
        }

        AssertSame(what, usual, attempt);
        return true;
    }

    // Without a fault: what the request does, and that it is the request that it says it is.
    private async Task<Attempt> RehearseAsync(SweptRequest request)
    {
        var usual = await TryAsync(await PrepareAsync(request), FaultPlan.None());
        Assert.True(usual.Plan.Route == request.Route, $"The request took the route {usual.Plan.Route}");
        var (status, to) = (usual.Answer.Status, usual.Answer.Headers.Location?.ToString() ?? "");
        Assert.True(
            request.Refusal is { } refusal ? status == refusal : (int)status is >= 200 and < 400,
            $"Without a fault it answered {(int)status}: {usual.Answer.Text}");

        // A redirect to the sign-in page, or to an application with an error, is a refusal in disguise; a notice is not.
        var asksToSignIn = to.Split('?')[0] == "/signin" && !to.Contains("notice=", StringComparison.Ordinal);
        Assert.False(
            request.Need != Need.Nothing && (asksToSignIn || to.Contains("error=", StringComparison.Ordinal)),
            $"It led to {to}");
        Assert.True(
            request.Need == Need.Nothing == (usual.Plan.Calls.Count == 0),
            $"It had {usual.Plan.Calls.Count} calls: {Names(usual)}");
        Assert.True(request.Need == Need.Writes == (usual.Shape.Length > 0), $"It changed rows: {usual.Shape}");
        return usual;
    }

    private async Task<Func<Task<Answer>>> PrepareAsync(SweptRequest request)
    {
        var send = await request.PrepareAsync();
        await server.Host.Services.GetRequiredService<IDirectory>().CatchUpAsync(TestContext.Current.CancellationToken);
        await server.Changes.TakeAsync();
        await server.Changes.TakeCountsAsync();
        return send;
    }

    private async Task<Attempt> TryAsync(Func<Task<Answer>> send, FaultPlan plan)
    {
        server.Arm(plan);
        var answer = await send();
        return new Attempt(plan, answer, await server.Changes.TakeAsync());
    }

    private static void AssertUnavailable(string what, Attempt attempt)
    {
        Assert.True(attempt.Answer.Headers.RetryAfter is not null, $"{what}: the answer does not say when to try again");

        // An edge would send it to another server, and it would be done twice.
        Assert.False(attempt.Answer.Headers.Contains(NotBegun.Header), $"{what}: the answer says that nothing was begun");
        Assert.False(IsSignedOut(attempt.Answer), $"{what}: the answer takes the session's cookie away");
        if (attempt.Plan.Route.Contains("/oauth2/", StringComparison.Ordinal))
        {
            Assert.True((string?)attempt.Answer.Json?["error"] == "temporarily_unavailable", $"{what}: {attempt.Answer.Text}");
        }
    }

    private static void AssertSame(string what, Attempt usual, Attempt attempt)
    {
        AssertSameAnswer(what, usual, attempt);
        Assert.True(usual.Shape == attempt.Shape, $"{what}: it answered as usual and changed {attempt.Shape}, not {usual.Shape}");
    }

    private static void AssertSameAnswer(string what, Attempt usual, Attempt attempt)
    {
        Assert.True(
            usual.Answer.Status == attempt.Answer.Status,
            $"{what}: it answered {(int)attempt.Answer.Status}: {attempt.Answer.Text}");
        Assert.True(usual.Target == attempt.Target, $"{what}: it led to {attempt.Target}, not to {usual.Target}");
    }

    // Since the request was prepared: all the 503s of this round, and the answer that ended it.
    private async Task AssertCountedAsync(string what, SweptRequest request, IReadOnlyList<int> usual)
    {
        var counts = await server.Changes.TakeCountsAsync();
        var same = request.IsWrongGuess
            ? usual.Count == counts.Count && usual.Zip(counts).All(pair => pair.First <= pair.Second)
            : usual.SequenceEqual(counts);
        Assert.True(same, $"{what}: attempts counted for {string.Join(", ", counts)}, not for {string.Join(", ", usual)}");
    }

    private static bool IsSignedOut(Answer answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies)
        && cookies.Any(cookie => cookie.StartsWith("everlatch=", StringComparison.Ordinal));

    private static string Names(Attempt attempt) => string.Join(", ", attempt.Plan.Calls);

    private sealed record Attempt(FaultPlan Plan, Answer Answer, IReadOnlyList<RowChange> Changes)
    {
        public string Shape => RowChange.Shape(Changes);

        public Attempt After(Attempt first) => this with { Changes = RowChange.Net([.. first.Changes, .. Changes]) };

        // Without the query, where codes and the like are; and what was made has an address of its own.
        public string Target { get; } = (int)Answer.Status < 300 ? "" : Answer.Headers.Location?.ToString().Split('?')[0] ?? "";
    }
}
