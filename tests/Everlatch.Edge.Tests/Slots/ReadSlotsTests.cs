using System.Text;
using Everlatch.Edge.Slots;

namespace Everlatch.Edge.Tests.Slots;

/// <summary>What a slots file may say.</summary>
public sealed class ReadSlotsTests
{
    [Fact]
    public void A_good_file_is_read()
    {
        var slots = Parse(
            """
            {"slots":[
              {"name":"blue","servers":["unix:/run/a.sock","http://127.0.0.1:8080"],"share":90},
              {"name":"green-2","servers":["https://b.internal:8443"],"share":10}]}
            """);

        Assert.Equal(["blue", "green-2"], slots.Select(slot => slot.Name));
        Assert.Equal([90, 10], slots.Select(slot => slot.Share));
        Assert.Equal("/run/a.sock", slots[0].Servers[0].SocketPath);
        Assert.Equal(("127.0.0.1", 8080, false), Tcp(slots[0].Servers[1]));
        Assert.Equal(("b.internal", 8443, true), Tcp(slots[1].Servers[0]));
    }

    [Fact]
    public void Lent_shares_say_what_holds_otherwise()
    {
        var file = ReadSlots.Parse(
            """
            {"slots":[{"name":"blue","servers":["unix:/a"],"share":75},{"name":"green","servers":["unix:/b"],"share":25}],
             "lease":{"beat":7,"seconds":10,"otherwise":{"blue":100}}}
            """u8);

        Assert.Equal([75, 25], file.Slots.Select(slot => slot.Share));
        Assert.Equal([100, 0], file.Lease!.Otherwise.Select(slot => slot.Share));
        Assert.Equal((7, TimeSpan.FromSeconds(10)), (file.Lease.Beat, file.Lease.Term));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"slots":null}""")]
    [InlineData("""{"slots":[]}""")]
    [InlineData("""{"slots":[{"name":"blue","servers":["unix:/a"],"share":100}],"more":1}""")]
    [InlineData("""{"slots":[{"name":"blue","servers":["unix:/a"],"shares":100}]}""")]
    [InlineData("""{"slots":[{"name":"blue","servers":["unix:/a"]}]}""")]
    [InlineData("""{"slots":[{"name":"","servers":["unix:/a"],"share":100}]}""")]
    [InlineData("""{"slots":[{"name":"b l","servers":["unix:/a"],"share":100}]}""")]
    [InlineData("""{"slots":[{"name":"blue","servers":[],"share":100}]}""")]
    [InlineData("""{"slots":[{"name":"blue","servers":[null],"share":100}]}""")]
    [InlineData("""{"slots":[{"name":"blue","servers":["unix:/a"],"share":99}]}""")]
    [InlineData("""{"slots":[{"name":"b","servers":["unix:/a"],"share":101},{"name":"g","servers":["unix:/b"],"share":-1}]}""")]
    [InlineData("""{"slots":[{"name":"blue","servers":["unix:/a","unix:/a"],"share":100}]}""")]
    [InlineData("""{"slots":[{"name":"b","servers":["unix:/a"],"share":50},{"name":"b","servers":["unix:/b"],"share":50}]}""")]
    [InlineData("""{"slots":[{"name":"blue","servers":["unix:relative"],"share":100}]}""")]
    [InlineData("""{"slots":[{"name":"blue","servers":["http://10.0.0.1:80"],"share":100}]}""")]
    [InlineData("""{"slots":[{"name":"blue","servers":["http://localhost:80"],"share":100}]}""")]
    [InlineData("""{"slots":[{"name":"blue","servers":["https://a/path"],"share":100}]}""")]
    [InlineData("""{"slots":[{"name":"blue","servers":["https://u:p@a"],"share":100}]}""")]
    [InlineData("""{"slots":[{"name":"blue","servers":["ftp://a"],"share":100}]}""")]
    public void What_cannot_be_used_says_so(string json) =>
        Assert.NotEmpty(Assert.Throws<FormatException>(() => Parse(json)).Message);

    [Theory]
    [InlineData("""{"beat":1,"seconds":0,"otherwise":{"a":100}}""")]
    [InlineData("""{"beat":1,"seconds":9,"otherwise":{"a":99}}""")]
    [InlineData("""{"beat":1,"seconds":9,"otherwise":{"b":100}}""")]
    [InlineData("""{"beat":1,"seconds":9,"otherwise":{}}""")]
    [InlineData("""{"seconds":9,"otherwise":{"a":100}}""")]
    public void A_lease_that_cannot_be_used_says_so(string lease) => What_cannot_be_used_says_so(
        $$"""{"slots":[{"name":"a","servers":["unix:/a"],"share":100}],"lease":{{lease}}}""");

    private static IReadOnlyList<SlotPlan> Parse(string json) => ReadSlots.Parse(Encoding.UTF8.GetBytes(json)).Slots;

    private static (string, int, bool) Tcp(ServerAddress server) => (server.EndPoint!.Host, server.EndPoint.Port, server.IsTls);
}
