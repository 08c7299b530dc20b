using System.Diagnostics.Metrics;
using Everlatch.Identity.Passwords;

namespace Everlatch.Identity.Tests;

/// <summary>Counts the password hashes that one host computes, by the metric that it publishes.</summary>
internal sealed class HashCounter : IDisposable
{
    private readonly MeterListener listener = new();
    private int count;

    public HashCounter(IMeterFactory factory)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "everlatch.hashing.duration" && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref count));
        listener.Start();
    }

    /// <summary>How many since the last call.</summary>
    public int Take() => Interlocked.Exchange(ref count, 0);

    public void Dispose() => listener.Dispose();
}
