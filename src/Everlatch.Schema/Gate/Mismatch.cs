using System.Data.Common;

namespace Everlatch.Schema.Gate;

/// <summary>A statement that failed in the way in which statements fail on a schema that they do not fit.</summary>
/// <param name="Code">The engine's code: a SQLSTATE, or <c>sqlite</c>.</param>
/// <param name="Message">What the engine said.</param>
internal sealed record Mismatch(string Code, string Message)
{
    // PostgreSQL, appendix A: undefined table, column, function, object, schema; no constraint for ON CONFLICT; types that do not
    // match; not a table; a generated column that is written.
    private static readonly HashSet<string> Sure =
        ["42P01", "42703", "42883", "42704", "3F000", "42P10", "42804", "42809", "428C9"];

    // A required column that the statement does not name; a check or a plan that changed under it. Each has innocent causes too.
    private static readonly HashSet<string> Possible = ["23502", "23514", "0A000"];

    private static readonly string[] SureOfSqlite =
    [
        "no such table:", "no such column:", "has no column named", "ON CONFLICT clause does not match",
        "cannot INSERT into generated column",
    ];

    private static readonly string[] PossibleOfSqlite = ["NOT NULL constraint failed", "CHECK constraint failed"];

    /// <summary>Whether it proves that the statement does not fit; otherwise it is only a reason to look.</summary>
    public bool IsSure { get; private init; }

    /// <summary>What a fault says about the schema; null when it says nothing.</summary>
    public static Mismatch? Of(Exception fault)
    {
        for (Exception? e = fault; e is not null; e = e.InnerException)
        {
            if (e is DbException said)
            {
                return said.SqlState is { Length: > 0 } state ? OfState(state, said.Message) : OfSqlite(said.Message);
            }
        }

        return null;
    }

    private static Mismatch? OfState(string state, string message) =>
        Sure.Contains(state) || Possible.Contains(state)
            ? new Mismatch(state, Bare(state, message)) { IsSure = Sure.Contains(state) }
            : null;

    // A driver may put the code before the message, and where in the statement after it.
    private static string Bare(string state, string message)
    {
        var line = message.Split('\n')[0].TrimEnd();
        return line.StartsWith(state + ": ", StringComparison.Ordinal) ? line[(state.Length + 2)..] : line;
    }

    // SQLite has one code for all of them, and its words have not changed in twenty years.
    private static Mismatch? OfSqlite(string message) =>
        Says(message, SureOfSqlite) ? new Mismatch("sqlite", message) { IsSure = true }
        : Says(message, PossibleOfSqlite) ? new Mismatch("sqlite", message)
        : null;

    private static bool Says(string message, string[] words) =>
        Array.Exists(words, word => message.Contains(word, StringComparison.Ordinal));
}
