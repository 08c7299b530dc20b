using System.Text.Json;

namespace Everlatch.Interop;

/// <summary>mod_auth_openidc and a real browser at each region's edge, for applications at home in either region.</summary>
public sealed class ModAuthOpenIdcRegionsTests(RegionsTests.TwoRegions regions) : IClassFixture<RegionsTests.TwoRegions>
{
    [Theory]
    [InlineData("us", "us")]
    [InlineData("us", "eu")]
    [InlineData("eu", "us")]
    [InlineData("eu", "eu")]
    public async Task Mod_auth_openidc_signs_a_browser_in_at_either_edge(string home, string edge)
    {
        var up = regions.Up;
        await using var apache = new ApacheWithOidc();
        var told = home == "eu" ? up.Up : JsonDocument.Parse(up.UpTextOf(home)).RootElement;
        await ApacheSignIn.RunAsync(apache, told, edge == "eu" ? up.Port : up.Port + 1);
    }
}
