using Everlatch.Identity.Certificates.Caa;

namespace Everlatch.Identity.Tests.Certificates.Caa;

public sealed class JudgeCaaTests
{
    private const string Account = "https://ca.example/acct/1";
    private static readonly JudgeCaa Judge = new(["ca.example", "ca2.example"], Account, ["http-01", "tls-alpn-01"]);

    [Theory]
    [InlineData("0 issue ca.example")]
    [InlineData("0 ISSUE CA.EXAMPLE")]
    [InlineData("0 issue  ca2.example ; policy=ev")]
    [InlineData("0 issue ;", "0 issue ca.example")]
    [InlineData("128 issue ca.example")]
    [InlineData("0 iodef mailto:sec@acme.example")]
    [InlineData("0 issuewild ;")]
    [InlineData("0 unheardof x")]
    [InlineData("0 issue ca.example; accounturi=https://ca.example/acct/1")]
    public void What_allows_us(params string[] records) =>
        Assert.Equal(["http-01", "tls-alpn-01"], Assert.IsType<CaaVerdict.Allowed>(Run(records)).Ways);

    [Theory]
    [InlineData("0 issue ;")]
    [InlineData("0 issue other.example")]
    [InlineData("0 issue other.example; ca.example")]
    [InlineData("0 issue sub.ca.example")]
    [InlineData("128 unheardof x", "0 issue ca.example")]
    [InlineData("0 issue ca.example; accounturi=https://ca.example/acct/2")]
    [InlineData("0 issue ca.example; validationmethods=dns-01")]
    [InlineData("0 issue ca.example; =")]
    [InlineData("what is this")]
    public void What_forbids_us(params string[] records) => Assert.IsType<CaaVerdict.Forbidden>(Run(records));

    [Fact]
    public void No_records_allow_everybody() => Assert.IsType<CaaVerdict.Allowed>(Run());

    [Fact]
    public void Methods_that_a_record_names_are_the_only_ones() =>
        Assert.Equal(
            ["tls-alpn-01"],
            Assert.IsType<CaaVerdict.Allowed>(Run("0 issue ca.example; validationmethods=dns-01,tls-alpn-01")).Ways);

    [Fact]
    public void An_authority_that_says_no_names_decides_for_itself_unless_nobody_may_issue()
    {
        var nameless = Judge with { Identities = [] };
        Assert.IsType<CaaVerdict.Allowed>(nameless.Run([CaaRecord.Parse("0 issue other.example")]));
        Assert.IsType<CaaVerdict.Forbidden>(nameless.Run([CaaRecord.Parse("0 issue ;")]));
    }

    private static CaaVerdict Run(params string[] records) => Judge.Run([.. records.Select(CaaRecord.Parse)]);
}
