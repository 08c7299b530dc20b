using System.Net;
using Everlatch.Server.Tests.Api;
using Everlatch.Storage;

namespace Everlatch.Server.Tests.Faults;

/// <summary>The database fails at every call of every operation of the management API.</summary>
public sealed class ManagementFaultTests(FaultyServer server) : IClassFixture<FaultyServer>
{
    [Fact]
    public async Task Every_operation_happens_wholly_or_says_503_and_does_not()
    {
        var operations = await new ManagementRequests(server).AllAsync();

        var faults = await new FaultSweep(server).RunAsync(operations);

        TestContext.Current.TestOutputHelper?.WriteLine($"{faults} faults in {operations.Count} operations");
        Assert.True(
            faults >= 10 * operations.Count,
            $"Only {faults} faults in {operations.Count} operations: the sweep met no database.");
    }

    [Fact]
    public async Task A_retry_with_its_key_makes_nothing_twice_whatever_failed_before()
    {
        var owner = await server.Host.OwnerAsync();
        Task<Answer> SendAsync(string key) => owner.PostAsync($"{owner.Own}/machine-clients", new { name = key }, key);

        var usual = server.Arm(FaultPlan.None());
        (await SendAsync("usual")).Is(HttpStatusCode.Created);
        foreach (var (kind, nth) in FaultSweep.FaultsOf(usual))
        {
            await server.Changes.TakeAsync();
            var plan = server.Arm(FaultPlan.At(kind, nth));
            var (first, retry) = (await SendAsync($"{kind}-{nth}"), await SendAsync($"{kind}-{nth}"));

            var what = $"{kind} at {plan.Struck}, call {nth}: {(int)first.Status}, then {(int)retry.Status}";
            Assert.True(first.Status is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable, what);
            Assert.True(retry.Status == HttpStatusCode.Created || retry.Error == "EL1613", what);
            var made = (await server.Changes.TakeAsync()).Count(change => change is { Table: "machine_clients", IsThere: true });
            var told = first.Status == HttpStatusCode.Created || retry.Status == HttpStatusCode.Created;
            Assert.True(
                told ? made == 1 : made <= (kind == FaultKind.AnswerLost ? 1 : 0), $"{what}, and {made} were made");
        }
    }

    [Fact]
    public async Task A_key_stays_claimed_when_nobody_knows_whether_its_request_happened()
    {
        var owner = await server.Host.OwnerAsync();
        Task<Answer> SendAsync(string key) => owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Once" }, key);

        server.Arm(FaultPlan.At(StoreFaultException.Commit));
        (await SendAsync("unknown")).Refuses(503, "EL1100");
        (await SendAsync("unknown")).Refuses(409, "EL1613");

        server.Arm(FaultPlan.At(FaultyDatabase.Begin));
        (await SendAsync("free")).Refuses(503, "EL1100");
        (await SendAsync("free")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_was_made_is_told_even_when_the_answer_cannot_be_kept()
    {
        var owner = await server.Host.OwnerAsync();

        server.Arm(FaultPlan.At("idempotency.complete"));
        (await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Told" }, "told")).Is(HttpStatusCode.Created);

        (await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Told" }, "told")).Refuses(409, "EL1613");
    }
}
