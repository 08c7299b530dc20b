using System.Collections.Concurrent;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner;

/// <summary>Keeps what a run reported, and lets a test act on it.</summary>
internal sealed class Heard(Action<ApplyEvent>? then = null) : IApplyProgress
{
    private readonly ConcurrentQueue<ApplyEvent> events = new();

    /// <summary>Everything of one kind, in order.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : ApplyEvent => [.. events.OfType<T>()];

    public void Report(ApplyEvent happened)
    {
        events.Enqueue(happened);
        then?.Invoke(happened);
    }
}
