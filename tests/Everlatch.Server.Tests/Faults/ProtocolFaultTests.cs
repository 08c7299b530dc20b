namespace Everlatch.Server.Tests.Faults;

/// <summary>
/// The database fails at every call of the protocols: no code, token or client is called worthless by it, or is lost.
/// </summary>
public sealed class ProtocolFaultTests(FaultyServer server) : IClassFixture<FaultyServer>
{
    [Fact]
    public async Task Every_request_happens_wholly_or_says_503_and_does_not()
    {
        var faults = await new FaultSweep(server).RunAsync(new ProtocolRequests(server).All());

        TestContext.Current.TestOutputHelper?.WriteLine($"{faults} faults");
        Assert.True(faults >= 100, $"Only {faults} faults: the sweep met no database.");
    }
}
