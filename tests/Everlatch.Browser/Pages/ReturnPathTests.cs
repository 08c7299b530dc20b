using CsCheck;
using Everlatch.Server.Pages.Navigation;

namespace Everlatch.Browser.Pages;

/// <summary>Where a page may lead.</summary>
public sealed class ReturnPathTests
{
    private static readonly Uri Here = new("https://login.example.com");
    private static readonly Gen<char> Tricky = Gen.OneOf(Gen.Char, Gen.Char["/\\.:@\t\n?#e"]);

    [Fact]
    public void No_text_leads_to_another_host() =>
        Tricky.Array[0, 20].Sample(rest =>
        {
            var path = ReturnPath.Parse("/" + new string(rest));
            Assert.Equal(Here.Host, new Uri(Here, path.Value).Host);
            Assert.StartsWith("/", path.Value, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("/account")]
    [InlineData("/oauth2/authorize?client_id=app_1&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&state=a%2Fb")]
    [InlineData("/")]
    public void A_local_path_stays_what_it_is(string text)
    {
        var path = ReturnPath.Parse(text);
        Assert.True(path.IsGiven);
        Assert.Equal(text, path.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/ümlaut")]
    public void Anything_else_is_the_account(string? text) => Assert.Equal("/account", ReturnPath.Parse(text).Value);
}
