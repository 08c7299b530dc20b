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
        Assert.True(faults >= 10 * operations.Count, $"Only {faults} faults in {operations.Count} operations: the sweep met no database.");
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
