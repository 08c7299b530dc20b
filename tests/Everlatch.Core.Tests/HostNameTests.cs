using CsCheck;

namespace Everlatch.Core.Tests;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("login.acme.com", "login.acme.com")]
    [InlineData("Login.ACME.com.", "login.acme.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("[::1]", "::1")]
    [InlineData("2001:DB8:0::1", "2001:db8::1")]
    [InlineData("localhost", "localhost")]
    public void A_name_is_kept_in_one_form(string text, string expected)
    {
        Assert.True(HostName.TryParse(text, out var name));
        Assert.Equal(expected, name.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("-a.example")]
    [InlineData("a-.example")]
    [InlineData("a_b.example")]
    [InlineData("acme.com:8080")]
    [InlineData("acme.com/path")]
    [InlineData("user@acme.com")]
    [InlineData("acme .com")]
    [InlineData("acme.com\0")]
    [InlineData("127.")]
    [InlineData("127.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("１２７.0.0.1")]
    [InlineData("[::1]:80")]
    [InlineData("fe80::1%1")]
    public void What_is_no_host_name_is_refused(string? text) => Assert.False(HostName.TryParse(text, out _));

    [Fact]
    public void Any_text_is_refused_or_parses_to_a_form_that_parses_to_itself() =>
        Gen.String.Sample(text =>
            !HostName.TryParse(text, out var name)
            || (HostName.TryParse(name.Value, out var again) && again == name));
}
