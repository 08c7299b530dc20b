using Everlatch.Core.Figures;
using Everlatch.Release.Canary;
using Everlatch.Release.Canary.Figures;
using Everlatch.Release.Tests.Canary.Simulation;

namespace Everlatch.Release.Tests.Canary;

/// <summary>What is not simulated: too little, nothing, no numbers, and what fails at both.</summary>
public sealed class JudgeTests
{
    private static readonly CanaryLimits Limits = new();
    private static readonly CanaryFigures Good = new World(3, Badness.Nothing).Figures;
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SlotWindow Empty = new() { Probes = [], Readiness = [], Resources = [], Exits = 0 };

    [Fact]
    public void Figures_enough_of_an_equal_release_pass_and_are_told()
    {
        var pass = Assert.IsType<Verdict.Pass>(Judge(Good));

        Assert.All(pass.Findings, finding => Assert.Equal(Weight.Remark, finding.Weight));
        Assert.Contains(pass.Findings, finding => finding is { Rule: "samples", Canary: > 200, Baseline: > 200 });
    }

    [Fact]
    public void Nothing_seen_never_passes()
    {
        Assert.IsType<Verdict.Pause>(Judge(new CanaryFigures
        {
            Length = TimeSpan.Zero, Canary = Empty, Baseline = Empty, Traffic = [],
        }));
        Assert.IsType<Verdict.Pause>(Judge(Good with { Canary = Empty }));
        Assert.IsType<Verdict.Pause>(Judge(Good with { Baseline = Empty }));
        Assert.IsType<Verdict.Pause>(Judge(Good with { Traffic = [] }));
        Assert.IsType<Verdict.Pause>(Judge(Good with { Canary = Good.Canary with { Readiness = [] } }));
        Assert.IsType<Verdict.Pause>(Judge(Good with { Baseline = Good.Baseline with { Resources = [] } }));
        Assert.IsType<Verdict.Pause>(Verdict.Of([]));
        Assert.IsType<Verdict.Pause>(Verdict.Of(new Dictionary<string, Verdict>()));
        Assert.IsType<Verdict.Pause>(Verdict.Of(new Dictionary<string, Verdict>
        {
            ["eu"] = Judge(Good), ["us"] = new Verdict.Pause([]),
        }));
    }

    [Fact]
    public void Where_nobody_else_comes_the_probes_decide()
    {
        var alone = Good with { Traffic = [] };

        Assert.IsType<Verdict.Pass>(JudgeCanary.Run(alone, Limits with { MinRequests = 0 }));
        Assert.IsType<Verdict.Pause>(JudgeCanary.Run(alone, Limits));
    }

    [Fact]
    public void A_probe_that_runs_seldom_needs_few_runs_and_another_one_does_not()
    {
        Assert.IsType<Verdict.Pass>(Judge(With(isRare: true)));
        Assert.IsType<Verdict.Pause>(Judge(With(isRare: false)));

        static CanaryFigures With(bool isRare)
        {
            var once = new ProbeResult("once", Noon, TimeSpan.FromSeconds(1), null) { IsRare = isRare };
            return Good with
            {
                Canary = Good.Canary with { Probes = [once, .. Good.Canary.Probes] },
                Baseline = Good.Baseline with { Probes = [once, .. Good.Baseline.Probes] },
            };
        }
    }

    [Fact]
    public void What_is_no_number_never_passes()
    {
        var broken = Good.Canary.Resources.Select(sample => sample with { ResidentBytes = double.NaN });
        var cost = Good.Canary.Resources.Select(sample => sample with { ProcessorSeconds = double.NaN });

        Assert.IsType<Verdict.Pause>(Judge(Good with { Canary = Good.Canary with { Resources = [.. broken] } }));
        Assert.IsType<Verdict.Pause>(Judge(Good with { Canary = Good.Canary with { Resources = [.. cost] } }));
    }

    [Fact]
    public void A_probe_that_fails_at_both_is_not_the_releases_fault_and_one_that_fails_at_the_canary_is()
    {
        var alone = Good with { Canary = Failing(Good.Canary) };

        var fail = Assert.IsType<Verdict.Fail>(Judge(alone));
        Assert.Contains("401 where 200", Assert.Single(fail.Reasons).Text, StringComparison.Ordinal);
        Assert.IsType<Verdict.Pause>(Judge(alone with { Baseline = Failing(Good.Baseline) }));
        Assert.IsType<Verdict.Pause>(Judge(alone with
        {
            Baseline = Good.Baseline with { Probes = [.. Good.Baseline.Probes.Where(result => result.At > Noon.AddMinutes(2))] },
        }));
        Assert.IsType<Verdict.Pass>(Judge(Good with { Baseline = Failing(Good.Baseline) }));
    }

    [Fact]
    public void A_process_that_ends_and_a_schema_that_does_not_fit_fail_unless_both_have_it()
    {
        var crashed = Good with { Canary = Good.Canary with { Exits = 1 } };
        var unready = Good with { Canary = Unready(Good.Canary, "The column users.locale is missing.") };
        var silentOnce = Good with { Canary = Unready(Good.Canary) };

        Assert.IsType<Verdict.Fail>(Judge(crashed));
        Assert.IsType<Verdict.Pause>(Judge(crashed with { Baseline = Good.Baseline with { Exits = 1 } }));
        var reason = Assert.Single(Assert.IsType<Verdict.Fail>(Judge(unready)).Reasons);
        Assert.Contains("users.locale", reason.Text, StringComparison.Ordinal);
        Assert.IsType<Verdict.Pause>(Judge(unready with { Baseline = Unready(Good.Baseline, "The server is stopping.") }));
        Assert.IsType<Verdict.Pass>(Judge(silentOnce));
    }

    [Fact]
    public void A_shift_that_is_significant_but_small_is_none()
    {
        // 1 ms of 3, as sure as can be.
        var slower = Good.Canary.Probes.Select(result =>
            result.Probe == "machine-token" ? result with { Took = result.Took + TimeSpan.FromMilliseconds(1) } : result);
        var slow = Good.Canary.Probes.Select(result =>
            result.Probe == "machine-token" ? result with { Took = result.Took + TimeSpan.FromMilliseconds(4) } : result);

        Assert.IsType<Verdict.Pass>(Judge(Good with { Canary = Good.Canary with { Probes = [.. slower] } }));
        Assert.IsType<Verdict.Fail>(Judge(Good with { Canary = Good.Canary with { Probes = [.. slow] } }));
    }

    [Theory]
    [InlineData(1, 3, typeof(Verdict.Pass))]
    [InlineData(4, 6, typeof(Verdict.Pause))]
    [InlineData(2, 6, typeof(Verdict.Fail))]
    public void A_shift_counts_when_it_lasts_and_waits_when_it_has_just_begun(int first, int end, Type verdict)
    {
        var count = Good.Canary.Probes.Count;
        var slower = Good.Canary.Probes.Select((result, n) =>
            n >= count * first / 6 && n < count * end / 6 ? result with { Took = result.Took * 3 } : result);

        Assert.IsType(verdict, Judge(Good with { Canary = Good.Canary with { Probes = [.. slower] } }));
    }

    [Fact]
    public void Figures_of_edges_are_differences_and_begin_anew_with_another_start()
    {
        var first = Reading("a", 10);
        var second = Reading("a", 25);

        Assert.Equal(15, SlotTraffic.Between(first, second)!.Requests);
        Assert.Equal(15, SlotTraffic.Between(first, second)!.Hosts[0].Fault);
        Assert.Equal(0, SlotTraffic.Between(second, second)!.Requests);
        Assert.Null(SlotTraffic.Between(first, Reading("b", 25)));

        // It fell out of the list meanwhile, and came in again.
        Assert.Equal(4, SlotTraffic.Between(second, Reading("a", 30, failures: 4))!.Hosts[0].Fault);
    }

    [Fact]
    public void A_record_keeps_what_was_before_apart_from_what_is()
    {
        var record = new CanaryRecord(new CanarySlots("green", "baseline", "blue"), TimeSpan.FromMinutes(10));
        Read(record, 0, blue: 100, green: 0);
        Read(record, 60, blue: 160, green: 0);
        record.Begin(Noon.AddSeconds(60));
        Read(record, 70, blue: 165, green: 5);
        Read(record, 80, blue: 170, green: 12);
        record.Add(new ProbeRound([new("p", Noon.AddSeconds(75), TimeSpan.Zero, null)], []));

        var figures = record.Read(Noon.AddSeconds(90));

        Assert.Equal([5, 7], figures.Traffic.Select(turn => turn.Canary.Requests));
        Assert.Equal(TimeSpan.FromSeconds(30), figures.Length);
        Assert.Equal((60L, TimeSpan.FromSeconds(60)), (figures.Before!.Traffic.Requests, figures.Before.Length));
        Assert.Single(figures.Canary.Probes);
        Assert.Empty(record.Read(Noon.AddMinutes(20)).Canary.Probes);
    }

    private static void Read(CanaryRecord record, int second, long blue, long green) => record.Add(
        new Dictionary<string, EdgeFigures>
        {
            ["http://edge"] = new()
            {
                Slots = [Reading("1", blue) with { Slot = "blue" }, Reading("2", green) with { Slot = "green" }],
            },
        },
        Noon.AddSeconds(second));

    private static Verdict Judge(CanaryFigures figures) => JudgeCanary.Run(figures, Limits);

    private static SlotWindow Failing(SlotWindow window) => window with
    {
        Probes =
        [
            .. window.Probes.Select((result, n) =>
                n == 50 ? result with { Failure = "401 where 200 was expected." } : result),
        ],
    };

    private static SlotWindow Unready(SlotWindow window, params string[] missing) => window with
    {
        Readiness = [.. window.Readiness.Select((look, n) => new ReadinessLook(look.At, n != 50, n == 50 ? missing : []))],
    };

    private static SlotFigures Reading(string start, long count, long? failures = null) => new()
    {
        Slot = "green",
        Start = start,
        Routes =
        [
            new RouteFigures
            {
                Class = "tokens",
                Parts = [new ClientPart { Part = 3, Status = new StatusCounts { Good = count }, MilliOctaves = count * 10 }],
                Latency = [new LatencyBucket(100, count)],
            },
        ],
        Hosts = [new HostFailures { Host = "one.example.test", Fault = failures ?? count }],
    };
}
