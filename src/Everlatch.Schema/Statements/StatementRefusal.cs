using System.Data.Common;
using Everlatch.Schema.Engines;

namespace Everlatch.Schema.Statements;

/// <summary>What an engine says against a statement.</summary>
/// <param name="State">The SQLSTATE, or the result code on an engine without.</param>
/// <param name="Message">Its first line.</param>
internal sealed record StatementRefusal(string State, string Message)
{
    /// <summary>That of an exception.</summary>
    public static StatementRefusal Of(DbException e) => new(
        e.SqlState ?? $"SQLite {SqliteCode.Of(e)}",
        Bare(e.Message.ReplaceLineEndings("\n").Split('\n')[0], e.SqlState));

    // The driver writes the state before the message too.
    private static string Bare(string message, string? state) =>
        state is not null && message.StartsWith($"{state}: ", StringComparison.Ordinal) ? message[(state.Length + 2)..] : message;
}
