using System.Collections.Concurrent;
using System.Threading.Channels;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner;

/// <summary>Keeps what a run reported, and lets a test act on it.</summary>
internal sealed class Heard(Action<ApplyEvent>? then = null) : IApplyProgress
{
    private readonly ConcurrentQueue<ApplyEvent> events = new();
    private readonly Channel<ApplyEvent> told = Channel.CreateUnbounded<ApplyEvent>();

    /// <summary>Everything of one kind, in order.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : ApplyEvent => [.. events.OfType<T>()];

    /// <summary>Waits until the run tells of this; the run goes on meanwhile.</summary>
    public async Task UntilAsync(Func<ApplyEvent, bool> isIt)
    {
        while (!isIt(await told.Reader.ReadAsync(TestContext.Current.CancellationToken)))
        {
        }
    }

    public void Report(ApplyEvent happened)
    {
        events.Enqueue(happened);
        told.Writer.TryWrite(happened);
        then?.Invoke(happened);
    }
}
