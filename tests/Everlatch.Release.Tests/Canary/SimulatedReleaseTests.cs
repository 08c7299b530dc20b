using System.Globalization;
using Everlatch.Release.Canary;
using Everlatch.Release.Tests.Canary.Simulation;

namespace Everlatch.Release.Tests.Canary;

/// <summary>How often the judge is right, over many simulated canaries. EVERLATCH_SIMULATED_RELEASES says how many.</summary>
public sealed class SimulatedReleaseTests(ITestOutputHelper output)
{
    private static readonly CanaryLimits Limits = new();

    private static uint Runs { get; } = uint.Parse(
        Environment.GetEnvironmentVariable("EVERLATCH_SIMULATED_RELEASES") ?? "200", CultureInfo.InvariantCulture);

    [Fact]
    public void A_release_that_equals_the_old_one_passes()
    {
        var passed = 0;
        for (var seed = 0u; seed < Runs; seed++)
        {
            var world = new World(seed, Badness.Nothing);

            // It is looked at all the time, and the first no is the last word.
            Verdict[] verdicts =
                [.. new[] { 10, 15, 20, 25, 30 }.Select(turns => JudgeCanary.Run(world.After(turns), Limits))];
            var failed = verdicts.FirstOrDefault(verdict => verdict is Verdict.Fail) ?? verdicts[^1];
            passed += failed is Verdict.Pass ? 1 : 0;
            Tell(seed, failed is Verdict.Pass, failed);
        }

        output.WriteLine($"{passed} of {Runs} equal releases passed.");
        Assert.True(passed * 100 >= Runs * 99, $"{passed} of {Runs} equal releases passed.");
    }

    [Theory]
    [InlineData(Badness.Slow)]
    [InlineData(Badness.SlowWhereNobodyProbes)]
    [InlineData(Badness.Erring)]
    [InlineData(Badness.ErringWhereNobodyProbes, 80, 15)]
    [InlineData(Badness.Leaking)]
    [InlineData(Badness.Storm401, 90)]
    [InlineData(Badness.Storm404)]
    [InlineData(Badness.WrongKeys)]
    [InlineData(Badness.SchemaMismatch)]
    [InlineData(Badness.CrashAfterMinutes)]
    [InlineData(Badness.OneTenant, 85)]
    [InlineData(Badness.OneTenant401, 85)]
    public void A_bad_release_is_caught(Badness badness, int atLeast = 97, int mostPassed = 3)
    {
        var (caught, passed) = (0u, 0u);
        var runs = Math.Max(60, Runs / 5);
        for (var seed = 0u; seed < runs; seed++)
        {
            var verdict = JudgeCanary.Run(new World(seed, badness).Figures, Limits);
            caught += verdict is Verdict.Fail ? 1u : 0;
            passed += verdict is Verdict.Pass ? 1u : 0;
            Tell(seed, verdict is not Verdict.Pause, verdict);
        }

        // What fails for one client of a few is nobody's to say: then the release waits.
        var found = $"{badness}: {caught} of {runs} releases failed, {passed} passed, the others wait.";
        output.WriteLine(found);
        Assert.True(caught * 100 >= runs * atLeast && passed * 100 <= runs * mostPassed, found);
    }

    [Fact]
    public void A_release_that_is_bad_in_one_region_only_is_bad()
    {
        var verdict = Verdict.Of(new Dictionary<string, Verdict>
        {
            ["eu"] = JudgeCanary.Run(new World(1, Badness.Nothing).Figures, Limits),
            ["us"] = JudgeCanary.Run(new World(2, Badness.Storm401).Figures, Limits),
        });

        Assert.IsType<Verdict.Fail>(verdict);
        Assert.All(verdict.Reasons, reason => Assert.StartsWith("us: ", reason.Text, StringComparison.Ordinal));
    }

    private void Tell(uint seed, bool isRight, Verdict verdict)
    {
        if (!isRight)
        {
            var reasons = string.Join(" | ", verdict.Reasons.Select(reason => reason.Text));
            output.WriteLine($"{seed}: {verdict.GetType().Name} {reasons}");
        }
    }
}
