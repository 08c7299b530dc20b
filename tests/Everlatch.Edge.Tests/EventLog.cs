using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Everlatch.Edge.Tests;

/// <summary>Keeps what was logged.</summary>
internal sealed class EventLog : ILoggerProvider, ILogger
{
    /// <summary>Event ids with their messages.</summary>
    public ConcurrentQueue<(int Id, string Message)> Entries { get; } = [];

    public bool Has(int id) => Entries.Any(entry => entry.Id == id);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Enqueue((eventId.Id, formatter(state, exception)));

    public void Dispose()
    {
    }
}
