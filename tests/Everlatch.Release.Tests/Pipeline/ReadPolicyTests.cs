using Everlatch.Release.Pipeline.Policies;

namespace Everlatch.Release.Tests.Pipeline;

/// <summary>What a policy file may say.</summary>
public sealed class ReadPolicyTests : IDisposable
{
    private const string Regions = "\"regions\": {\"eu\": [\"unix:/run/eu.sock\"], \"us\": [\"unix:/run/us.sock\"]}";
    private const string Waves = "\"waves\": [[\"eu\"], [\"us\"]]";
    private readonly string file = Path.GetTempFileName();

    [Fact]
    public void A_good_file_is_read_and_what_it_leaves_out_has_its_default()
    {
        var policy = Read($$"""{ {{Regions}}, {{Waves}}, "bake_seconds": 5, "go_back": "region" /* a trial */ }""");
        Assert.Equal(["eu", "us"], policy.Ordered);
        Assert.Equal([5, 25, 50, 100], policy.Shares);
        Assert.Equal((60, 5, 60, 1), (policy.HoldSeconds, policy.BakeSeconds, policy.StartSeconds, policy.Servers));
        Assert.Equal(
            (GoBackIn.Region, WhenUnreachable.Stop, CanaryJudge.Canary), (policy.GoBack, policy.Unreachable, policy.Judge));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ REGIONS }""", "waves")]
    [InlineData("""{ REGIONS, "waves": [["eu"]] }""", "'us' is in no wave")]
    [InlineData("""{ REGIONS, "waves": [["eu"], ["us"], ["eu"]] }""", "'eu' is in two waves")]
    [InlineData("""{ REGIONS, "waves": [["eu"], ["us"], ["asia"]] }""", "'asia' in 'waves'")]
    [InlineData("""{ REGIONS, "waves": [["eu", "us"], []] }""", "each wave a region")]
    [InlineData("""{ REGIONS, WAVES, "shares": [5, 50] }""", "5, 50")]
    [InlineData("""{ REGIONS, WAVES, "shares": [50, 5, 100] }""", "50, 5, 100")]
    [InlineData("""{ REGIONS, WAVES, "shares": [] }""", "'shares'")]
    [InlineData("""{ REGIONS, WAVES, "shares": null }""", "shares")]
    [InlineData("""{ REGIONS, WAVES, "servers": 0 }""", "'servers'")]
    [InlineData("""{ REGIONS, WAVES, "hold_seconds": -1 }""", "'hold_seconds'")]
    [InlineData("""{ REGIONS, WAVES, "hold_second": 1 }""", "hold_second")]
    [InlineData("""{ REGIONS, WAVES, "unreachable": "wait" }""", "unreachable")]
    [InlineData("""{ "regions": {"eu": []}, "waves": [["eu"]] }""", "has no node")]
    [InlineData("""{ "regions": {"eu": ["http://10.0.0.1"]}, "waves": [["eu"]] }""", "is no node")]
    [InlineData("""{ "regions": {"eu": null}, "waves": [["eu"]] }""", "are lists")]
    [InlineData("""{ "regions": null, "waves": [["eu"]] }""")]
    [InlineData("""{ REGIONS, "waves": [null] }""", "are lists")]
    [InlineData("""{ REGIONS, "waves": [["eu"], [null]] }""", "'waves'")]
    [InlineData("""{ "regions": {"eu": [null]}, "waves": [["eu"]] }""", "is no node")]
    [InlineData("""{ "regions": {"E U": ["unix:/a"]}, "waves": [["E U"]] }""", "no region's name")]
    [InlineData("""{ "regions": {"eu": ["unix:/a"], "us": ["unix:/a"]}, "waves": [["eu"], ["us"]] }""", "named twice")]
    public void What_cannot_be_used_says_so(string text, string named = "")
    {
        var refused = Assert.Throws<ReleaseException>(() => Read(
            text.Replace("REGIONS", Regions, StringComparison.Ordinal).Replace("WAVES", Waves, StringComparison.Ordinal)));
        Assert.Equal("EL2060", refused.Id);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        var refused = Assert.Throws<ReleaseException>(() => Read($$"""{ {{Regions}}, "waves": [["eu"]], "servers": 0 }"""));
        Assert.Contains("'us' is in no wave", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'servers'", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(file);

    private ReleasePolicy Read(string text)
    {
        File.WriteAllText(file, text);
        return ReadPolicy.OfFile(file);
    }
}
