namespace Everlatch.Schema.Runner.Backfills;

/// <summary>
/// How long a backfill rests after a batch: a share of the batch's own time, and more while batches take longer than they did.
/// </summary>
/// <param name="share">The share when all is quiet.</param>
internal sealed class Throttle(double share)
{
    // A batch that takes twice as long as the quickest tells of a busy database.
    private const double Slow = 2;
    private const double MostPressure = 8;
    private const double Memory = 0.2;

    private double quickest = double.MaxValue;
    private double pressure = 1;

    /// <summary>The rest after a batch that took that long.</summary>
    public TimeSpan After(TimeSpan batch)
    {
        var took = Math.Max(batch.TotalMilliseconds, 0.1);

        // It forgets slowly, so that rows that grow along the table do not count as pressure for ever.
        quickest = took < quickest ? took : quickest + (Memory * 0.05 * (took - quickest));
        pressure = took > quickest * Slow
            ? Math.Min(pressure * 1.5, MostPressure)
            : Math.Max(pressure * (1 - Memory), 1);
        return TimeSpan.FromMilliseconds(took * share * pressure);
    }
}
