namespace Everlatch.Release.Drill;

/// <summary>What happened in a drill, as it was seen from outside.</summary>
internal sealed class DrillTimeline(TimeProvider clock, Action<DrillMoment> tell)
{
    private readonly Lock turn = new();
    private readonly List<DrillMoment> moments = [];

    /// <summary>All moments in their order.</summary>
    public IReadOnlyList<DrillMoment> Moments
    {
        get
        {
            lock (turn)
            {
                return [.. moments];
            }
        }
    }

    /// <summary>Notes one that is now.</summary>
    public DrillMoment Note(DrillMark mark, string? region, string said)
    {
        var moment = new DrillMoment(clock.GetUtcNow(), region, mark, said);
        Add(moment);
        return moment;
    }

    /// <summary>Adds one whose time is known.</summary>
    public void Add(DrillMoment moment)
    {
        lock (turn)
        {
            moments.Add(moment);
        }

        tell(moment);
    }
}
