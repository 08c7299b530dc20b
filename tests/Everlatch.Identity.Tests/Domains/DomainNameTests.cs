using Everlatch.Core;
using Everlatch.Identity.Domains;

namespace Everlatch.Identity.Tests.Domains;

public sealed class DomainNameTests
{
    private static readonly DomainOptions Options = new()
    {
        CnameTarget = "domains.everlatch.net",
        BaseDomains = { "login.everlatch.net" },
    };

    [Theory]
    [InlineData("login.acme.com")]
    [InlineData("acme.com")]
    [InlineData("büro.example")]
    [InlineData("notlogin.everlatch.net")]
    [InlineData("login.everlatch.net.acme.com")]
    public void A_customers_name_may_be_a_domain(string name) => Assert.Null(Check(name));

    [Theory]
    [InlineData("com")]
    [InlineData("localhost")]
    [InlineData("app.localhost")]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    public void A_label_an_address_or_this_machine_is_none(string name) => Assert.Equal(DomainErrors.HostInvalid, Check(name));

    [Fact]
    public void A_name_before_which_the_challenge_does_not_fit_is_none()
    {
        var longest = string.Join('.', Enumerable.Repeat(new string('a', 56), 4));
        Assert.Null(Check(longest));
        Assert.Equal(DomainErrors.HostInvalid, Check("aaa." + longest));
    }

    [Theory]
    [InlineData("login.everlatch.net")]
    [InlineData("acme.login.everlatch.net")]
    [InlineData("domains.everlatch.net")]
    [InlineData("d1.domains.everlatch.net")]
    public void The_operators_names_are_nobodys(string name) => Assert.Equal(DomainErrors.OwnName, Check(name));

    private static Problem? Check(string name)
    {
        Assert.True(HostName.TryParse(name, out var host));
        return DomainNames.Check(host, Options);
    }
}
