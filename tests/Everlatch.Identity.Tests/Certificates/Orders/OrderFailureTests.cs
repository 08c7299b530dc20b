using System.Text;
using Everlatch.Identity.Certificates.Acme;
using Everlatch.Identity.Certificates.Acme.Resources;
using Everlatch.Identity.Certificates.Orders;

namespace Everlatch.Identity.Tests.Certificates.Orders;

public sealed class OrderFailureTests
{
    [Fact]
    public void Words_of_a_zone_are_one_line_and_not_too_long()
    {
        Assert.Equal("allow 'ca.test' alone", OrderFailures.Forbidden("allow 'ca.test' alone").Text);
        Assert.Equal("a  b c", OrderFailures.Forbidden("a\r\nb\0c").Text);
        Assert.Equal(501, OrderFailures.Forbidden(new string('x', 5000)).Text.Length);
    }

    // Half a letter cannot be stored: the failure itself would fail.
    [Theory]
    [InlineData(490)]
    [InlineData(491)]
    public void Words_of_an_authority_are_cut_between_letters(int before)
    {
        var detail = new string('x', before) + string.Concat(Enumerable.Repeat("\U0001F512", 20));
        var failed = OrderFailures.Of(new AcmeException(new AcmeProblem { Type = "e", Detail = detail }))!;
        Assert.NotEmpty(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(failed.Text));
        Assert.InRange(failed.Text.Length, 500, 501);
    }
}
