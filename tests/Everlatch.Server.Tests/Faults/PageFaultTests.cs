namespace Everlatch.Server.Tests.Faults;

/// <summary>
/// The database fails at every call of the hosted pages: nobody is signed out, refused or half registered by it.
/// </summary>
public sealed class PageFaultTests(FaultyServer server) : IClassFixture<FaultyServer>
{
    [Fact]
    public async Task Every_request_happens_wholly_or_says_503_and_does_not()
    {
        var faults =
            await new FaultSweep(server).RunAsync([.. new PageRequests(server).All(), .. new AccountRequests(server).All()]);

        TestContext.Current.TestOutputHelper?.WriteLine($"{faults} faults");
        Assert.True(faults >= 200, $"Only {faults} faults: the sweep met no database.");
    }
}
