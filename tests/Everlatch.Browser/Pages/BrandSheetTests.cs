using System.Text.RegularExpressions;
using CsCheck;
using Everlatch.Directory.Entries;
using Everlatch.Server.Pages.Branding;
using Everlatch.Testing;

namespace Everlatch.Browser.Pages;

/// <summary>Whatever colour an environment's owner chooses, its pages stay readable.</summary>
public sealed partial class BrandSheetTests
{
    [Fact]
    public void Any_colour_gives_readable_texts_and_visible_edges() =>
        Gen.Int[0, 0xffffff].Sample(rgb =>
        {
            var sheet = BrandSheet.Of(new Branding { PrimaryColor = $"#{rgb:x6}" }).Text;
            foreach (var (variables, surface) in Modes(sheet))
            {
                Assert.True(variables["on-brand"].ContrastWith(variables["brand"]) >= 4.5, sheet);
                Assert.True(variables["on-brand"].ContrastWith(variables["brand-pressed"]) >= 4.5, sheet);
                Assert.True(variables["link"].ContrastWith(surface) >= 4.5, sheet);
                Assert.True(variables["brand-edge"].ContrastWith(surface) >= 3, sheet);
            }
        });

    [Fact]
    public void A_colour_that_reads_well_stays_what_it_is() =>
        Assert.Contains("--brand: #1f5eff; --on-brand: #ffffff;", BrandSheet.Of(new Branding()).Text, StringComparison.Ordinal);

    [Fact]
    public void Text_that_is_no_colour_never_reaches_the_sheet() =>
        Assert.DoesNotContain(
            "evil", BrandSheet.Of(new Branding { PrimaryColor = "red; } evil {" }).Text, StringComparison.Ordinal);

    [Fact]
    public void The_surfaces_reckoned_with_are_the_hardest_of_the_style_sheet()
    {
        var css = File.ReadAllText(Checkout.PathOf("src/Everlatch.Server/Pages/Layout/everlatch.css"));
        var surfaces = Surfaces().Matches(css).Select(match => Parse(match.Groups[1].Value)).ToList();
        Assert.Equal(6, surfaces.Count);
        Assert.Equal(BrandSheet.LightSurface, surfaces[..3].MinBy(color => color.Luminance));
        Assert.Equal(BrandSheet.DarkSurface, surfaces[3..].MaxBy(color => color.Luminance));
    }

    private static IEnumerable<(Dictionary<string, Color> Variables, Color Surface)> Modes(string sheet)
    {
        var lines = sheet.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        yield return (Variables(lines[0]), BrandSheet.LightSurface);
        yield return (Variables(lines[1]), BrandSheet.DarkSurface);
    }

    private static Dictionary<string, Color> Variables(string line) =>
        Variable().Matches(line).ToDictionary(match => match.Groups[1].Value, match => Parse(match.Groups[2].Value));

    private static Color Parse(string text) => Color.TryParse(text, out var color) ? color : throw new FormatException(text);

    [GeneratedRegex("--([a-z-]+): (#[0-9a-f]{6})")]
    private static partial Regex Variable();

    [GeneratedRegex("--(?:page|surface|sunken): (#[0-9a-f]{6})")]
    private static partial Regex Surfaces();
}
