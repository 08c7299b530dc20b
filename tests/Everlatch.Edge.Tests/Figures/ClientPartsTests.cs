using System.Net;
using Everlatch.Edge.Figures;

namespace Everlatch.Edge.Tests.Figures;

public sealed class ClientPartsTests
{
    [Fact]
    public void Neighbours_spread_over_all_parts()
    {
        var sizes = Enumerable.Range(0, 6400).CountBy(n => ClientParts.Of(new IPAddress([10, 0, (byte)(n / 256), (byte)n])));

        Assert.Equal(ClientParts.Count, sizes.Count());
        Assert.All(sizes, part => Assert.InRange(part.Value, 50, 150));
    }

    [Fact]
    public void A_client_stays_in_its_part_however_its_address_is_written()
    {
        var v4 = IPAddress.Parse("192.0.2.7");

        Assert.Equal(ClientParts.Of(v4), ClientParts.Of(v4.MapToIPv6()));
        Assert.Equal(ClientParts.Of(IPAddress.Parse("2001:db8:1:2::1")), ClientParts.Of(IPAddress.Parse("2001:db8:1:2:3::9")));
        Assert.Equal(0, ClientParts.Of(null));
    }
}
