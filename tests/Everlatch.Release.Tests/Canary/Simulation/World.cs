using Everlatch.Core.Figures;
using Everlatch.Release.Canary;
using Everlatch.Release.Canary.Figures;

namespace Everlatch.Release.Tests.Canary.Simulation;

/// <summary>
/// Five minutes of a canary and its baseline, as unquiet as life: a few clients make most of the requests, times have heavy
/// tails, the machine is slow by turns, strangers sweep for pages that are not there, and some clients are wrong all day.
/// </summary>
internal sealed class World
{
    public const int Turns = 30;
    private const int TurnSeconds = 10;
    private const int Hosts = 60;
    private const int Callers = 400;
    private const double RequestsPerTurn = 400;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly Dice dice;
    private readonly Badness badness;
    private readonly Caller[] callers;
    private readonly double[] slowness;
    private readonly double[] faults;
    private readonly TrafficTurn[] traffic;
    private int? busy;
    private bool stands;

    public World(uint seed, Badness badness)
    {
        dice = new Dice(seed);
        this.badness = badness;
        callers = MakeCallers();
        slowness = [.. Enumerable.Range(0, Turns).Select(_ => dice.LogNormal(0.15) * (dice.Hits(0.05) ? 3 : 1))];
        faults = [.. Enumerable.Range(0, Turns).Select(_ => dice.Hits(0.02) ? 0.03 : 0.0003)];
        var turns = Enumerable.Range(0, Turns).ToArray();
        traffic = [.. turns.Select(turn => new TrafficTurn(Traffic(turn, true), Traffic(turn, false)))];
        Figures = new CanaryFigures
        {
            Length = TimeSpan.FromSeconds(Turns * TurnSeconds),
            Traffic = traffic,
            Before = new TrafficBefore(Before(), TimeSpan.FromSeconds(Turns * TurnSeconds)),
            Canary = Window(true, out var pace),
            Baseline = Window(false, out _, pace),
        };
    }

    /// <summary>All that was seen at the end.</summary>
    public CanaryFigures Figures { get; }

    /// <summary>What had been seen after as many turns.</summary>
    public CanaryFigures After(int turns)
    {
        var until = Start.AddSeconds(turns * TurnSeconds);
        return Figures with
        {
            Length = TimeSpan.FromSeconds(turns * TurnSeconds),
            Traffic = [.. Figures.Traffic.Take(turns)],
            Canary = Until(Figures.Canary),
            Baseline = Until(Figures.Baseline),
        };

        SlotWindow Until(SlotWindow window) => window with
        {
            Probes = [.. window.Probes.Where(result => result.At < until)],
            Readiness = [.. window.Readiness.Where(look => look.At < until)],
            Resources = [.. window.Resources.Where(sample => sample.At < until)],
        };
    }

    // From the middle on: it looks well at first.
    private bool IsBad(Badness which, bool isCanary, int turn) => isCanary && badness == which && turn >= Turns / 3;

    private Caller[] MakeCallers()
    {
        var made = Enumerable.Range(0, Callers).Select(id =>
        {
            var of = dice.Part() switch { < 0.55 => "pages", < 0.92 => "tokens", _ => "admin" };
            var wrong = dice.Part() switch { < 0.02 => 1, < 0.04 => 0.3, _ => 0.01 };
            return new Caller(
                id,
                (int)(Hosts * Math.Pow(dice.Part(), 2)),
                of,
                dice.Pareto(1.2),
                dice.Hits(0.5),
                dice.LogNormal(0.4),
                wrong,
                // Five of 400 clients begin to be wrong each day.
                IsNew: dice.Hits(0.001));
        }).ToArray();
        var all = made.Sum(caller => caller.PerTurn);
        return [.. made.Select(caller => caller with { PerTurn = Math.Min(40, caller.PerTurn * RequestsPerTurn / all) })];
    }

    private SlotTraffic Traffic(int turn, bool isCanary)
    {
        var slot = new SlotTally();

        // One server stands still for some seconds: a third of a turn's answers wait.
        stands = dice.Hits(0.03);
        foreach (var caller in callers.Where(caller => caller.IsAtCanary == isCanary))
        {
            Answer(slot, caller, turn, isCanary);
        }

        // A stranger that sweeps, at one of the two by its address.
        if (dice.Hits(0.03) && isCanary == dice.Hits(0.5))
        {
            for (var page = 0; page < 100; page++)
            {
                slot.Add("pages", 404, 0.9, dice.Below(Hosts), 100_000);
            }
        }

        return slot.Read();
    }

    private void Answer(SlotTally slot, Caller caller, int turn, bool isCanary)
    {
        for (var left = dice.Poisson(caller.PerTurn * dice.LogNormal(0.5)); left > 0; left--)
        {
            var status = Status(caller, turn, isCanary);
            var slow = IsBad(Badness.Slow, isCanary, turn) ? 1.4
                : IsBad(Badness.SlowWhereNobodyProbes, isCanary, turn) && caller.Class == "pages" ? 2 : 1;
            var time = (Time(caller.Class) * caller.Time * slowness[turn] * slow) + Held();
            slot.Add(caller.Class, status, time, caller.Host, caller.Id);
        }
    }

    private double Held() => stands && dice.Hits(0.3) ? 2000 : 0;

    private int Status(Caller caller, int turn, bool isCanary)
    {
        return dice.Hits(faults[turn]) ? 503
            : IsBad(Badness.Erring, isCanary, turn) && dice.Hits(0.02) ? 500
            : IsBad(Badness.ErringWhereNobodyProbes, isCanary, turn) && caller.Class == "admin" && dice.Hits(0.2) ? 500
            : IsBad(Badness.Storm401, isCanary, turn) && caller.Class == "tokens" && dice.Hits(0.2) ? 401
            : IsBad(Badness.Storm404, isCanary, turn) && caller.Class == "pages" && dice.Hits(0.2) ? 404
            : IsBad(Badness.SchemaMismatch, isCanary, turn) ? 503
            : IsBad(Badness.OneTenant, isCanary, turn) && caller.Host == Busy() ? 500
            : IsBad(Badness.OneTenant401, isCanary, turn) && caller.Host == Busy() ? 401
            : dice.Hits(caller.Wrong) ? caller.Class == "pages" ? 404 : 401
            : caller.Class == "pages" && dice.Hits(0.3) ? 303 : 200;
    }

    // A tenant of some size; of a smaller one there is less to be seen.
    private int Busy() => busy ??= callers.Where(caller => caller.IsAtCanary).GroupBy(caller => caller.Host)
        .Where(host => host.Count() >= 4).OrderByDescending(host => host.Sum(caller => caller.PerTurn)).Skip(1).First().Key;

    private double Time(string of) => (of switch { "tokens" => 3, "pages" => 25, _ => 12 })
        * dice.LogNormal(0.4) * (dice.Hits(0.02) ? dice.Pareto(1.5) * 3 : 1);

    // Whoever is wrong was so before, unless it began meanwhile.
    private SlotTraffic Before()
    {
        var slot = new SlotTally();
        foreach (var caller in callers.Where(caller => !caller.IsNew))
        {
            for (var left = dice.Poisson(caller.PerTurn * Turns); left > 0; left--)
            {
                var status = dice.Hits(caller.Wrong) ? caller.Class == "pages" ? 404 : 401 : 200;
                slot.Add(caller.Class, status, 1, caller.Host, caller.Id);
            }
        }

        return slot.Read();
    }

    private SlotWindow Window(bool isCanary, out double[] pace, double[]? same = null)
    {
        pace = same ?? [.. Enumerable.Range(0, Turns * TurnSeconds).Select(second =>
            slowness[second / TurnSeconds] * dice.LogNormal(0.1))];
        return new SlotWindow
        {
            Probes = [.. Probes(isCanary, pace)],
            Readiness = [.. Enumerable.Range(0, Turns * TurnSeconds).Select(second => Look(isCanary, second))],
            Resources = [.. Resources(isCanary)],
            Exits = isCanary && badness == Badness.CrashAfterMinutes ? 1 : 0,
        };
    }

    private ReadinessLook Look(bool isCanary, int second)
    {
        // Now and then one is lost on a busy machine.
        var lost = dice.Hits(0.001) || Gone(isCanary, second);
        return IsBad(Badness.SchemaMismatch, isCanary, second / TurnSeconds)
            ? new ReadinessLook(At(second), false, ["The column users.locale is missing."])
            : new ReadinessLook(At(second), !lost, []);
    }

    private IEnumerable<ProbeResult> Probes(bool isCanary, double[] pace)
    {
        (string Name, double Time)[] probes = [("machine-token", 3), ("documents", 2), ("sign-in", 70), ("refresh", 12)];
        for (var second = 0; second < Turns * TurnSeconds; second++)
        {
            foreach (var (name, time) in probes.Where((_, n) => n % 2 == second % 2))
            {
                var turn = second / TurnSeconds;
                var slow = IsBad(Badness.Slow, isCanary, turn) ? 1.4 : 1;
                var tail = dice.Hits(0.02) ? dice.Pareto(1.5) * 3 : 1;
                var took = (time * pace[second] * slow * dice.LogNormal(0.2) * tail) + (dice.Hits(0.005) ? 1000 : 0);
                yield return new ProbeResult(name, At(second), TimeSpan.FromMilliseconds(took), Failure(name, isCanary, second));
            }
        }
    }

    private string? Failure(string probe, bool isCanary, int second) =>
        Gone(isCanary, second) ? "The server cannot be reached."
        : IsBad(Badness.WrongKeys, isCanary, second / TurnSeconds) && probe is ("machine-token" or "sign-in")
            ? "The token is signed by a key that is not published."
        : IsBad(Badness.Erring, isCanary, second / TurnSeconds) && dice.Hits(0.02) ? "500 where 200 was expected."
        : IsBad(Badness.SchemaMismatch, isCanary, second / TurnSeconds) ? "503 where 200 was expected."
        : null;

    private bool Gone(bool isCanary, int second) => isCanary && badness == Badness.CrashAfterMinutes && second is > 200 and < 206;

    private IEnumerable<ResourceSample> Resources(bool isCanary)
    {
        const double Mebibyte = 1024 * 1024;
        var (level, noise, saw, work) = (180 * dice.LogNormal(0.05), 0d, 0d, 0d);
        for (var second = 0; second < Turns * TurnSeconds; second++)
        {
            noise = (noise * 0.9) + dice.Normal();
            saw = saw > 15 * dice.Pareto(3) ? 0 : saw + (dice.Part() * 2);
            var turn = traffic[second / TurnSeconds];
            work += (2 + (isCanary ? turn.Canary : turn.Baseline).Requests * dice.LogNormal(0.2)) / TurnSeconds;
            var leak = isCanary && badness == Badness.Leaking ? second * 0.4 : 0;
            yield return new ResourceSample(
                At(second),
                (level + (60 * (1 - Math.Exp(-second / 60d))) + noise + saw + leak) * Mebibyte,
                work * 0.008,
                30 + dice.Below(6),
                200 + dice.Below(40));
        }
    }

    private static DateTimeOffset At(int second) => Start.AddSeconds(second);
}
