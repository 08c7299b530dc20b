namespace Everlatch.Bench.Faults;

/// <summary>One fault, and what the load saw of it.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Begun">When it began to fail, on the load's clock.</param>
/// <param name="Ended">When it had come back.</param>
/// <param name="Settled">
/// When every server had a database that takes writes and nothing left to bring there; null if never.
/// </param>
/// <param name="Samples">What was asked.</param>
/// <param name="Kept">What became of what was acknowledged.</param>
internal sealed record FaultRow(
    Fault Fault, TimeSpan Begun, TimeSpan Ended, TimeSpan? Settled, IReadOnlyCollection<Sample> Samples, Kept Kept)
{
    // What was under way when it began may fail; by then everybody knows of it.
    private static readonly TimeSpan Known = TimeSpan.FromSeconds(6);

    /// <summary>Answers that a fault must never cause.</summary>
    public IEnumerable<string> Refusals =>
        Samples.Where(sample => sample.Refusal is not null).Select(sample => $"{Fault.Name}, {sample.Flow}: {sample.Refusal}");

    /// <summary>What failed of what is promised, after everybody could know of the fault and before it ended.</summary>
    public IReadOnlyList<Sample> Broken =>
    [
        .. Samples.Where(sample => !sample.Good && sample.Sent > Begun + Known && sample.Answered < Ended
            && !Fault.Unpromised.Contains(sample.Flow)),
    ];

    /// <summary>What one flow saw of it.</summary>
    public FlowReport Of(Flow flow)
    {
        var asked = Samples.Where(sample => sample.Flow == flow).OrderBy(sample => sample.Sent).ToList();
        var failed = asked.Where(sample => !sample.Good).ToList();
        var good = asked.Where(sample => sample.Good).Select(sample => sample.Answered).Order().ToList();
        var last = failed.Where(sample => sample.Sent > Ended).Select(sample => sample.Sent).DefaultIfEmpty(Ended).Max();
        var back = good.Where(answered => answered > last).Select(answered => (TimeSpan?)answered).FirstOrDefault();
        return new FlowReport(
            asked.Count,
            failed.GroupBy(sample => sample.Told).OrderByDescending(told => told.Count())
                .Select(told => $"{told.Count()} × {told.Key}").ToList(),
            good.Zip(good.Skip(1), (a, b) => b - a).DefaultIfEmpty().Max(),
            failed.Any(sample => sample.Answered > Ended) ? back - Ended : TimeSpan.Zero);
    }
}
