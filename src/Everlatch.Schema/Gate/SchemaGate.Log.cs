using Microsoft.Extensions.Logging;

namespace Everlatch.Schema.Gate;

/// <content>What the gate tells the log.</content>
public sealed partial class SchemaGate
{
    [LoggerMessage(
        1801, LogLevel.Information, "Schema gate open: the database {Verdict} this build, seen in {Milliseconds:0} ms")]
    private partial void LogOpen(string verdict, double milliseconds);

    [LoggerMessage(1802, LogLevel.Warning, "Not ready: {Reasons}{Command}")]
    private partial void LogClosed(string reasons, string command);

    [LoggerMessage(
        1803, LogLevel.Error,
        "Not ready at once: a statement failed with {Code}, as on a schema that it does not fit: {Message}")]
    private partial void LogMismatch(string code, string message);

    [LoggerMessage(
        1804, LogLevel.Error,
        "The schema fits although a statement failed with {Code} ({Message}): that statement and the contract disagree. "
            + "Ready again in {Seconds:0} s")]
    private partial void LogContradiction(string code, string message, double seconds);

    // A warning and no error: the server goes on, and whatever watches the database says more.
    [LoggerMessage(1805, LogLevel.Warning, "The schema could not be looked at; going on as before. {Id}: {Message}")]
    private partial void LogBlind(string id, string message);

    [LoggerMessage(
        1809, LogLevel.Warning,
        "Schema gate open unseen: the database does not answer, and what needs none is served without it. {Id}: {Message}")]
    private partial void LogUnseen(string id, string message);

    [LoggerMessage(1810, LogLevel.Error, "Nobody can tell whether this service serves without its database")]
    private partial void LogUnanswered(Exception e);
}
