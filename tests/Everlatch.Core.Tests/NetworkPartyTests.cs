namespace Everlatch.Core.Tests;

public sealed class NetworkPartyTests
{
    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    public void Addresses_of_one_party_are_one(string one, string other) =>
        Assert.Equal(NetworkParty.Of(one), NetworkParty.Of(other));

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1")]
    [InlineData("192.0.2.1", "192.0.2.2")]
    [InlineData("unknown", "192.0.2.2")]
    public void Addresses_of_two_parties_are_two(string one, string other) =>
        Assert.NotEqual(NetworkParty.Of(one), NetworkParty.Of(other));
}
