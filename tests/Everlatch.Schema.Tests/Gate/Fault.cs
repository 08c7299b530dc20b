using System.Data.Common;

namespace Everlatch.Schema.Tests.Gate;

/// <summary>What a driver throws, as far as the gate looks at it.</summary>
internal sealed class Fault : DbException
{
    private Fault(string? state, string message)
        : base(message) => SqlState = state;

    public override string? SqlState { get; }

    /// <summary>PostgreSQL's.</summary>
    public static Fault Postgres(string state, string message = "column u.locale does not exist") =>
        new(state, $"{state}: {message}");

    /// <summary>SQLite's, which knows no states.</summary>
    public static Fault Sqlite(string message) => new(null, $"SQLite Error 1: '{message}'.");
}
