using System.Net;
using Everlatch.Edge.Figures;
using Everlatch.Edge.Forwarding;
using Everlatch.Edge.Slots;

namespace Everlatch.Edge.Tests.Slots;

/// <summary>A share is a part of the clients, and a client stays where it is.</summary>
public sealed class ShareTests
{
    private static readonly ConnectServer Connect = new(ServerTrust.Read(new EdgeOptions()), TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(90)]
    public void Clients_are_divided_as_the_shares_say(int share)
    {
        var table = Table(("blue", 100 - share), ("green", share));
        var green = Clients().Count(client => table.Choose(client)!.Name == "green");
        Assert.InRange(green / 100.0, share - 4, share + 4);
    }

    [Fact]
    public void As_a_share_grows_clients_move_only_that_way()
    {
        var steps = new[] { 1, 10, 50, 99, 100 }.Select(share => Table(("blue", 100 - share), ("green", share))).ToArray();
        Assert.All(Clients(), client =>
        {
            var moved = steps.Select(table => table.Choose(client)!.Name == "green").ToArray();
            Assert.Equal(moved.Order(), moved);
        });
    }

    [Fact]
    public void A_household_is_one_client_in_whatever_form_its_address_comes()
    {
        var table = Table(("blue", 50), ("green", 50));
        foreach (var client in Clients().Take(100))
        {
            Assert.Same(table.Choose(client), table.Choose(client.MapToIPv6()));
        }

        var home = Enumerable.Range(0, 100).Select(n => IPAddress.Parse($"2001:db8:1:2::{n:x}"));
        Assert.Single(home.Select(client => table.Choose(client)).Distinct());
        var homes = Enumerable.Range(0, 100).Select(n => IPAddress.Parse($"2001:db8:1:{n:x}::1"));
        Assert.Equal(2, homes.Select(client => table.Choose(client)).Distinct().Count());
    }

    private static IEnumerable<IPAddress> Clients() =>
        Enumerable.Range(0, 10_000).Select(n => new IPAddress([10, (byte)(n % 7), (byte)(n / 256), (byte)n]));

    private static SlotTable Table(params IEnumerable<(string Name, int Share)> slots) => new(
    [
        .. slots.Select(slot => new Slot(
            slot.Name,
            slot.Share,
            [Ready(slot.Name)],
            new Admission(4, 0, TimeSpan.FromSeconds(1), TimeProvider.System),
            new SlotCounts(TimeProvider.System))),
    ]);

    private static SlotServer Ready(string name)
    {
        var server = new SlotServer(ServerAddress.TryParse($"unix:/{name}", out var address) ? address : null!, Connect);
        server.Set(true);
        return server;
    }
}
