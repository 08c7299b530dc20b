using System.Diagnostics.Metrics;
using Everlatch.Storage.Journal;

namespace Everlatch.Directory.Replay;

/// <summary>How many entries wait in the journal, and what became of those that were brought into the database.</summary>
public sealed class ReplayMetrics : IDisposable
{
    private readonly Meter meter;
    private readonly Counter<long> replayed;

    /// <summary>Makes the meter.</summary>
    public ReplayMetrics(IMeterFactory meters, OutageJournal journal)
    {
        meter = meters.Create("Everlatch.Journal");
        meter.CreateObservableGauge(
            "everlatch.journal.entries", () => journal.Waiting, "{entry}", "Entries that wait for a database that takes writes.");
        replayed = meter.CreateCounter<long>(
            "everlatch.journal.replayed", "{entry}", "Entries brought into the database, by what became of them.");
    }

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();

    internal void Count(string outcome) => replayed.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
