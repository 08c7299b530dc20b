using CsCheck;

namespace Everlatch.Core.Tests;

public sealed class RegionTests
{
    [Theory]
    [InlineData("eu")]
    [InlineData("us-east-1")]
    [InlineData("abcdefghijklmnop")]
    public void A_short_word_is_a_region(string text) => Assert.True(Region.TryParse(text, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("EU")]
    [InlineData("e u")]
    [InlineData("abcdefghijklmnopq")]
    public void Anything_else_is_none(string? text) => Assert.False(Region.TryParse(text, out _));

    [Fact]
    public void Any_text_that_parses_is_kept_as_it_is() =>
        Gen.String.Sample(text => !Region.TryParse(text, out var region) || region.Value == text);
}
